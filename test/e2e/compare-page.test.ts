import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { serveWeb } from '../../functions/dashboard/serve-web.ts';
import { type Served, serve } from '../../infra/local/serve.ts';
import { seededRandom } from '../../shared/stats/random.ts';
import { launchChromium, pathOfChromium } from './chromium.ts';
import {
  axeViolations,
  HOSTILE_NAMES,
  LOOKS,
  type Look,
  openWatched,
  overflowOf,
  type WatchedPage,
} from './watched-page.ts';

const root = join(import.meta.dirname, '../..');
const sample = (name: string) => join(root, 'data/breast-cancer', name);

describe.skipIf(pathOfChromium() === null)('the Compare page (Chromium must be installed)', () => {
  let browser: Browser;
  let server: Served;
  let folder: string;
  let watched: WatchedPage;

  beforeAll(async () => {
    browser = await launchChromium();
    server = await serve(serveWeb(join(root, 'dist/web')), { port: 0, orAnother: true });
    folder = await mkdtemp(join(tmpdir(), 'driftline-compare-'));
  });
  afterEach(async () => {
    await watched.page.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(look?: Look): Promise<Page> {
    watched = await openWatched(browser, `${server.url}/compare`, look);
    await watched.page.waitForSelector('h1');
    return watched.page;
  }

  async function file(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  async function choose(page: Page, baseline: string, production: string): Promise<void> {
    await page.getByLabel('Baseline', { exact: true }).setInputFiles(baseline);
    await page.getByLabel('Production', { exact: true }).setInputFiles(production);
  }

  const compare = (page: Page) => page.getByRole('button', { name: 'Compare', exact: true }).click();
  const trySample = async (page: Page) => {
    await page.getByRole('button', { name: 'try the sample' }).click();
    await page.getByRole('heading', { name: 'The data has drifted' }).waitFor();
  };
  const drifted = (page: Page) => page.locator('tbody .status.alarm').count();

  /** Rows of numbers around 0, or moved by `shift`. */
  function numbers(names: readonly string[], rows: number, seed: number, shift = 0): string {
    const random = seededRandom(seed);
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
    const lines = Array.from({ length: rows }, () =>
      names.map(() => (random.normal() + shift).toFixed(5)).join(','),
    );
    return `${quoted}\n${lines.join('\n')}\n`;
  }

  test('judges the sample, asking for nothing but its own files', async () => {
    const page = await open();
    await trySample(page);
    expect(await page.textContent('.verdict')).toContain('5 of 30 features');
    expect(await drifted(page)).toBe(5);
    expect(await page.locator('tbody th').first().textContent()).toContain('smoothness_mean');
    expect(watched.noise).toEqual([]);
    for (const request of watched.requests) expect(request.startsWith(`${server.url}/`)).toBe(true);
  });

  test('gives the sample the very report that the command gives, run id included', async () => {
    const page = await open();
    await trySample(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the report as JSON' }).click();
    const saved = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
    const own = JSON.parse(checkByCommand());
    expect(saved.runId).toBe(own.runId);
    expect(saved.features).toEqual(own.features);
    expect(saved.summary).toEqual(own.summary);
    expect(saved.current.sha256).toBe(own.current.sha256);
  });

  function checkByCommand(): string {
    const command = join(root, 'dist/cli/driftline.js');
    const args = ['--id', 'id', '--label', 'diagnosis', '--format', 'json'];
    try {
      return execFileSync(
        process.execPath,
        [command, 'check', sample('baseline.csv'), sample('production.csv'), ...args],
        { encoding: 'utf8' },
      );
    } catch (error) {
      // It drifts, so the command leaves with 1.
      return (error as { stdout: string }).stdout;
    }
  }

  test('the verdict follows the settings without the files', async () => {
    const page = await open();
    await trySample(page);
    watched.page.on('request', ({ url }) => expect.unreachable(`asked for ${url()}`));
    await page.getByLabel(/Smallest effect/).fill('0.25');
    await expect.poll(() => drifted(page)).toBe(4);
    expect(await page.textContent('.verdict')).toContain('4 of 30 features');
    await page.getByLabel('Rule').selectOption({ label: 'Plain: p < alpha each' });
    await expect.poll(() => drifted(page)).toBe(5);
    expect(await page.getByLabel(/Smallest effect/).count()).toBe(0);
  });

  test('a feature opens to both pictures and its figures, by keyboard alone, and gives focus back', async () => {
    const page = await open();
    await trySample(page);
    const name = page.getByRole('button', { name: 'radius_mean', exact: true });
    await name.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'radius_mean' });
    await expect.poll(() => dialog.getByRole('img').count()).toBe(2);
    expect(await dialog.getByRole('img').first().getAttribute('aria-label')).toContain('13.4 → 16.7');
    await dialog.getByText('Distance D', { exact: true }).click();
    expect(await dialog.textContent()).toContain('largest gap between the two cumulative curves');
    await dialog.getByRole('button', { name: 'Next feature' }).click();
    await page.getByRole('dialog', { name: 'perimeter_mean' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await name.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(watched.noise).toEqual([]);
  });

  test('own files: columns are shown with their first values, and their use can be corrected', async () => {
    const page = await open();
    const before = await file('before.csv', numbers(['age', 'income', 'notes'], 400, 1));
    const after = await file('after.csv', numbers(['age', 'income', 'notes'], 400, 2, 0.8));
    await choose(page, before, after);
    await page.getByRole('region', { name: 'Columns of the baseline' }).waitFor();
    expect(await page.locator('.first-values').first().locator('> span').count()).toBe(5);
    await page.getByLabel('Use of notes').selectOption('Ignored');
    await compare(page);
    await page.getByRole('heading', { name: 'The data has drifted' }).waitFor();
    expect(await page.textContent('.verdict')).toContain('2 of 2 features');
    await page.getByRole('button', { name: 'Change files or columns' }).click();
    expect(await page.getByLabel('Use of notes').inputValue()).toBe('ignore');
  });

  test('a file is taken where it is dropped, and beside its place it is not opened by the browser', async () => {
    const page = await open();
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a,b\\n1,2\\n'], 'dropped.csv'));
      return transfer;
    })()`);
    await page.locator('.file-drop').nth(1).dispatchEvent('drop', { dataTransfer: dropped });
    expect(await page.locator('.file-name').textContent()).toBe('dropped.csv');
    const notRefused = `document.body.dispatchEvent(new Event('drop', { bubbles: true, cancelable: true }))`;
    expect(await page.evaluate(notRefused)).toBe(false);
  });

  test('sorts and searches the features', async () => {
    const page = await open();
    await trySample(page);
    await page.getByRole('searchbox', { name: 'Search features' }).fill('SE radius');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator('tbody th').textContent()).toContain('radius_se');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Feature', exact: true }).click();
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Feature');
    expect(await page.locator('tbody th').first().textContent()).toContain('area_mean');
  });

  test('hostile names are text everywhere, and a saved CSV runs no formula', async () => {
    const page = await open();
    const before = await file('hostile.csv', numbers(HOSTILE_NAMES, 300, 3));
    const after = await file('<i>hostile.csv', numbers(HOSTILE_NAMES, 300, 4, 2));
    await choose(page, before, after);
    await compare(page);
    await page.getByRole('heading', { name: 'The data has drifted' }).waitFor();
    expect(await drifted(page)).toBe(HOSTILE_NAMES.length);
    const names = await page.locator('tbody .name-button').allTextContents();
    expect(names.sort()).toEqual([
      '<img src=x onerror=alert(1)>',
      '=HYPERLINK("http://evil.example")',
      '\\u202egnp.exe',
      '__proto__',
      'constructor',
    ]);
    expect(await page.textContent('.compared')).toContain('<i>hostile.csv');
    for (const name of names) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog', { name }).getByRole('img').first().waitFor();
      await page.keyboard.press('Escape');
    }
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the figures as CSV' }).click();
    const saved = await readFile(await (await downloading).path(), 'utf8');
    expect(saved).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(await page.locator('main img').count()).toBe(0);
    expect(watched.noise).toEqual([]);
  });

  test('a file that cannot be read is named with line and column', async () => {
    const page = await open();
    const whole = await file('whole.csv', 'a,b\n1,2\n3,4\n5,6\n');
    const broken = await file('broken.csv', 'a,b\n1,2\n3,"4"x\n5,6\n');
    await choose(page, whole, broken);
    await compare(page);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('broken.csv cannot be read');
    expect(await alert.textContent()).toContain('text follows the closing quote');
    expect(await alert.locator('.problem-place').textContent()).toBe('line 3, column “b”');
    expect(await page.getByRole('button', { name: 'Compare', exact: true }).isEnabled()).toBe(true);
  });

  test('a reading shows rows and bytes, leaves the page at work, and can be cancelled', async () => {
    const page = await open();
    const rows = numbers(['a', 'b', 'c', 'd'], 20_000, 5).split('\n');
    const [header = '', ...lines] = rows;
    const large = await file('large.csv', `${header}\n${lines.join('\n').repeat(60)}`);
    await choose(page, await file('small.csv', rows.slice(0, 500).join('\n')), large);
    await compare(page);
    await page.getByText('Reading large.csv').waitFor();
    await expect.poll(() => page.textContent('.progress')).toMatch(/[\d,]{5,} rows, [\d.]+ (k|M)B of /);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('5,000 features: only the rows in view are drawn, and the last can be reached', async () => {
    const page = await open();
    const names = Array.from({ length: 5000 }, (_, i) => `feature_${String(i).padStart(4, '0')}`);
    await choose(
      page,
      await file('wide.csv', numbers(names, 40, 6)),
      await file('wide-now.csv', numbers(names, 40, 7)),
    );
    await compare(page);
    await page.locator('.verdict').waitFor();
    expect(await page.locator('table').getAttribute('aria-rowcount')).toBe('5001');
    expect(await page.locator('.opens').count()).toBeLessThan(80);
    await page.locator('.scroll-box').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.locator('tr[aria-rowindex="5001"]').waitFor();
    expect(await page.locator('.opens').count()).toBeLessThan(80);
  });

  test('a choice of colours stays, and is there before anything is drawn', async () => {
    const page = await open({ scheme: 'light' });
    await page.getByLabel('Colours').selectOption('Dark');
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await background()).toBe('rgb(20, 24, 28)');
    await page.reload();
    expect(await background()).toBe('rgb(20, 24, 28)');
  });

  describe.each(LOOKS)('at %i pixels, %s', (width, scheme) => {
    test('axe finds nothing, and nothing is too wide, from the empty page to an open feature', async () => {
      const page = await open({ width, scheme });
      const isFine = async () => {
        expect(await axeViolations(page)).toEqual([]);
        expect(await overflowOf(page)).toBe(0);
      };
      await isFine();
      await page.getByLabel('Baseline', { exact: true }).setInputFiles(sample('baseline.csv'));
      await page.getByRole('region', { name: 'Columns of the baseline' }).waitFor();
      await isFine();
      await trySample(page);
      await isFine();
      await page.locator('.name-button').first().click();
      await page.locator('dialog .plot').nth(1).waitFor();
      await isFine();
    });
  });
});

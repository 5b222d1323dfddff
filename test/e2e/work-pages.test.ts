import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { getMonitor } from '../../functions/dashboard/wire/monitors.ts';
import { getPredictForm } from '../../functions/dashboard/wire/predict.ts';
import { getSettings } from '../../functions/dashboard/wire/settings.ts';
import { type EmbeddedRun, startEmbeddedRun } from '../../infra/local/embedded-run.ts';
import { cleanCsv, driftedCsv, identifiedCsv, labelsCsv } from '../functions/sample-csv.ts';
import { launchChromium, pathOfChromium } from './chromium.ts';
import {
  axeViolations,
  LOOKS,
  type Look,
  openWatched,
  overflowOf,
  type WatchedPage,
} from './watched-page.ts';

const WEB = join(import.meta.dirname, '../../dist/web');
const MONITOR = 'people';
const HOSTILE_FILE = '<img src=x onerror=alert(1)>.csv';

/** Names and levels that would do something if they were anything but text. */
const HOSTILE = ['=HYPERLINK("http://evil.example")', '__proto__', '\u202egnp.exe'];
const LEVELS = ['<b>bold</b>', '=1+1'];

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The sample's columns, with a hostile category and a label of hostile classes that `amount` tells apart. */
function hostileCsv(text: string, withLabel: boolean): string {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const lines = rows.map((row, i) => {
    const amount = Number(row.split(',')[1]);
    const others = HOSTILE.map((_, k) => quoted(LEVELS[(i + k) % 3 === 0 ? 1 : 0]!));
    const label = amount > 50 === (i % 10 !== 0) ? LEVELS[0] : LEVELS[1];
    return [row, ...others, ...(withLabel ? [quoted(label!)] : [])].join(',');
  });
  const names = [header, ...HOSTILE.map(quoted), ...(withLabel ? ['label'] : [])];
  return `${names.join(',')}\n${lines.join('\n')}\n`;
}

describe.skipIf(pathOfChromium() === null)(
  'upload, predict and settings (Chromium must be installed)',
  () => {
    let browser: Browser;
    let embedded: EmbeddedRun;
    let folder: string;
    let watched: WatchedPage;

    beforeAll(async () => {
      browser = await launchChromium();
      folder = await mkdtemp(join(tmpdir(), 'driftline-work-'));
      embedded = await startEmbeddedRun({
        ...{ stateFolder: join(folder, 'state'), demo: null, web: WEB },
        port: { port: 0, orAnother: false },
        onNews: () => {},
        log: () => {},
      });
    });
    afterEach(async () => {
      await watched.page.close();
    });
    afterAll(async () => {
      await browser.close();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    });

    async function open(path: string, look?: Look): Promise<Page> {
      watched = await openWatched(browser, embedded.url + path, look);
      await watched.page.waitForSelector('h1');
      return watched.page;
    }
    const openOwn = (page: string, look?: Look) => open(`/monitors/${MONITOR}/${page}`, look);

    async function file(name: string, text: string): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    }
    const baseline = (rows: number) => hostileCsv(identifiedCsv(cleanCsv(1, rows), 'b'), true);
    const batch = (text: string, prefix: string) => hostileCsv(identifiedCsv(text, prefix), false);

    const put = (page: Page, kind: string, ...paths: string[]) =>
      page.getByLabel(kind, { exact: true }).setInputFiles(paths);
    const row = (page: Page, name: string) => page.locator('.transfer').filter({ hasText: name });
    const says = (page: Page, name: string, words: string | RegExp) =>
      row(page, name).getByText(words).waitFor({ timeout: 30_000 });

    const api = `/api/v1/monitors/${MONITOR}`;
    const read = async <S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S>> =>
      v.parse(schema, await (await fetch(embedded.url + api + path)).json());
    const promoteCandidate = async () => {
      const { candidate, champion } = await read('', getMonitor.answer);
      const { status } = await fetch(`${embedded.url}${api}/promote`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Driftline': '1' },
        body: JSON.stringify({ baseline: candidate?.version, rev: champion?.rev }),
      });
      expect(status).toBe(202);
    };

    describe('upload', () => {
      test('a new monitor needs a name that it can have, and then its first file', async () => {
        const page = await open('/upload');
        const train = await file(HOSTILE_FILE, baseline(240));
        await put(page, 'Baseline', train);
        expect(await page.getByRole('alert').textContent()).toBe('Name the monitor first.');
        const name = page.getByLabel('Name of the monitor');
        expect(await name.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
        await name.fill('My People');
        await put(page, 'Baseline', train);
        expect(await page.getByRole('alert').textContent()).toContain('“My People” cannot be its name');
        await name.fill(MONITOR);
        await put(page, 'Baseline', train);
        await page.waitForURL(`**/monitors/${MONITOR}/upload`);
        await says(page, HOSTILE_FILE, 'In charge');
        await says(page, HOSTILE_FILE, /A model learns from it to predict label/);
        await page.locator('.file-drop').getByText(`Now in charge: ${HOSTILE_FILE}`).waitFor();
        expect(await page.locator('main img').count()).toBe(0);
      });

      test('the name of a monitor that is there already is no new one', async () => {
        const page = await open('/upload');
        await page.getByLabel('Name of the monitor').fill(MONITOR);
        await page.getByText('There is a monitor of this name').waitFor();
      });

      test('verdicts arrive while one watches, several files at a time, and each leads to its report', async () => {
        const page = await openOwn('upload');
        await put(
          page,
          'Production',
          await file('clean.csv', batch(cleanCsv(2), 'c')),
          await file('drifted.csv', batch(driftedCsv(3), 'd')),
          await file('foreign.csv', 'x,y\n1,2\n'),
        );
        await says(page, 'clean.csv', 'No drift');
        await says(page, 'drifted.csv', /Drift: 1 of \d features changed/);
        await says(page, 'foreign.csv', /no column is one of the baseline's/);
        await put(page, 'Production', await file('again.csv', batch(cleanCsv(2), 'c')));
        await says(page, 'again.csv', 'Known already');
        await put(
          page,
          'Labels',
          await file(
            'answers.csv',
            labelsCsv('c', 0, 20, () => LEVELS[0]!),
          ),
        );
        await says(page, 'answers.csv', /20 ids with an answer/);
        await row(page, 'drifted.csv').getByRole('link', { name: 'Read the report' }).click();
        await page.waitForURL(/\/batches\//);
        expect(watched.noise).toEqual([]);
      });

      test('a verdict is read out', async () => {
        const page = await openOwn('upload');
        await put(page, 'Production', await file('told.csv', batch(cleanCsv(4), 't')));
        await page
          .locator('p.unseen[role=status]')
          .getByText('told.csv: No drift.')
          .waitFor({ timeout: 20_000 });
      });

      test('what was set aside before is told with its reason', async () => {
        const page = await openOwn('upload');
        const before = page.getByRole('region', { name: 'Set aside before' });
        await before.getByText('foreign.csv', { exact: true }).waitFor();
        expect(await before.textContent()).toContain('Check that its header line is there');
      });

      test('a file on its way can be cancelled, sent again, and goes on while one looks elsewhere', async () => {
        const page = await openOwn('upload');
        const sending = '**/api/v1/uploads/production/**';
        await page.route(sending, () => {});
        await put(page, 'Production', await file('slow.csv', batch(cleanCsv(5), 's')));
        await row(page, 'slow.csv').getByRole('progressbar').waitFor();
        await page.getByRole('button', { name: 'Cancel slow.csv' }).click();
        await says(page, 'slow.csv', 'Nothing of it was stored.');
        await page.unroute(sending);
        await page.getByRole('button', { name: 'Send again: slow.csv' }).click();
        await page.getByRole('link', { name: 'Settings' }).click();
        await page.getByRole('heading', { name: 'Settings' }).waitFor();
        await page.getByRole('link', { name: 'Upload' }).click();
        await says(page, 'slow.csv', 'No drift');
      });

      test('a connection that breaks off, and a file that is refused, are told at the file', async () => {
        const page = await openOwn('upload');
        const sending = '**/api/v1/uploads/production/**';
        await page.route(sending, (route) => route.abort());
        await put(page, 'Production', await file('broken.csv', batch(cleanCsv(6), 'x')));
        await says(page, 'broken.csv', /The connection broke off/);
        await put(page, 'Labels', await file('answers.json', '{}'));
        await says(page, 'answers.json', /Not sent/);
      });

      test('a second baseline waits, and says so', async () => {
        const page = await openOwn('upload');
        await put(page, 'Baseline', await file('newer.csv', baseline(200)));
        await says(page, 'newer.csv', 'Waits to be put in charge');
        await promoteCandidate();
        // The model of the first is the one before it from now on.
        const formNow = () => read('/predict/form', getPredictForm.answer).catch(() => null);
        await expect
          .poll(async () => (await formNow())?.previous, { timeout: 20_000 })
          .toEqual(expect.any(String));
      });
    });

    describe('predict', () => {
      const predictRow = (page: Page) => page.getByRole('button', { name: 'Predict', exact: true }).click();

      test('a usual row is there to begin with; both models answer side by side', async () => {
        const page = await openOwn('predict');
        await page.getByLabel('amount', { exact: true }).fill('90');
        await predictRow(page);
        const answer = page.getByRole('region', { name: 'Prediction', exact: true });
        await answer.getByText('Before it').first().waitFor();
        expect(await answer.locator('.predicted dd').allTextContents()).toEqual([
          LEVELS[0],
          expect.stringContaining(LEVELS[0]!),
        ]);
        expect((await answer.locator('tbody th').allTextContents()).sort()).toEqual([...LEVELS].sort());
        expect(watched.noise).toEqual([]);
      });

      test('a value that the model has never seen is marked, and predicted all the same', async () => {
        const page = await openOwn('predict');
        await page.getByLabel('amount', { exact: true }).fill('900');
        await page.getByText('More than the model has seen').waitFor();
        await page.getByLabel('age', { exact: true }).fill('old');
        await page.getByText('No number: taken as missing.').waitFor();
        await predictRow(page);
        await page.locator('.predicted').waitFor();
        await page.getByRole('button', { name: 'Back to a usual row' }).click();
        expect(await page.getByText('More than the model has seen').count()).toBe(0);
      });

      test('a file is predicted row by row, and saved without formulas', async () => {
        const page = await openOwn('predict');
        const rows = batch(cleanCsv(7), '=cmd');
        await page.getByLabel('CSV file', { exact: true }).setInputFiles(await file('rows.csv', rows));
        await page
          .getByText(/^100 rows predicted|100 rows predicted\./)
          .first()
          .waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Save as CSV' }).click();
        const saved = await readFile(await (await downloading).path(), 'utf8');
        const [header, first, ...others] = saved.trimEnd().split('\n');
        expect(header).toContain('id,prediction,probability,probability of <b>bold</b>');
        expect(first).toMatch(/^'=cmd0,/);
        expect(others).toHaveLength(99);
        for (const line of saved.split('\n')) expect(line).not.toMatch(/(^|,)"?[=+@]/);
      });

      test('a file that cannot be read says where; one too large says where it can go', async () => {
        const page = await openOwn('predict');
        const choose = async (name: string, text: string) =>
          page.getByLabel('CSV file', { exact: true }).setInputFiles(await file(name, text));
        await choose('quote.csv', 'amount,age\n1,"2"x\n');
        await expect.poll(() => page.getByRole('alert').textContent()).toContain('line 2');
        await choose('large.csv', `amount\n${'1\n'.repeat(600_000)}`);
        await expect
          .poll(() => page.getByRole('alert').textContent())
          .toContain('Upload it as production data');
      });

      test('without a model it says how there would be one', async () => {
        const page = await open('/upload');
        await page.getByLabel('Name of the monitor').fill('numbers');
        await put(page, 'Baseline', await file('numbers.csv', cleanCsv(1, 120)));
        await says(page, 'numbers.csv', /no model learns from it/);
        await page.getByRole('link', { name: 'Predict' }).click();
        await page.getByRole('heading', { name: 'No model yet' }).waitFor();
      });
    });

    describe('settings', () => {
      const alpha = (page: Page) => page.getByLabel('Alpha: how certain');
      const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

      test('what cannot be is told in the words of the schema, at its place, and cannot be saved', async () => {
        const page = await openOwn('settings');
        expect(await save(page).isDisabled()).toBe(true);
        await alpha(page).fill('7');
        expect(await page.getByRole('alert').textContent()).toBe('alpha must be above 0 and below 1, not 7.');
        expect(await alpha(page).getAttribute('aria-invalid')).toBe('true');
        expect(await save(page).isDisabled()).toBe(true);
        await page.getByRole('button', { name: 'Undo the changes' }).click();
        expect(await alpha(page).inputValue()).toBe('0.05');
      });

      test('they are tried on the last batches, saved with what follows in view, and hold', async () => {
        const page = await openOwn('settings');
        await page.getByLabel('Drifted features that raise an alert').fill('3');
        await page.getByRole('button', { name: 'Try on the last 20 batches' }).click();
        await page
          .locator('.preview-sentence')
          .getByText(/^With these settings the last \d batches would have given no alert, not 1\.$/)
          .waitFor();
        const tried = page.getByRole('region', { name: 'The last batches, as they were judged' });
        expect(await tried.locator('tr').filter({ hasText: 'drifted.csv' }).textContent()).toContain(
          'too few to alert',
        );
        await save(page).click();
        const dialog = page.getByRole('dialog', { name: `Change the settings of ${MONITOR}?` });
        expect(await dialog.textContent()).toContain('Drifted features that raise an alert1 → 3');
        expect(await dialog.textContent()).toContain('Verdicts that were given stay as they are');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await page.getByText(/^In force since/).waitFor();
        await page.getByText('As in force.').waitFor();
        expect((await read('/settings', getSettings.answer)).settings.alert).toEqual({
          minDriftedFeatures: 3,
        });
        expect(watched.noise).toEqual([]);
      });

      test('somebody who may only look can try settings, and not save them', async () => {
        const page = await browser.newPage();
        watched = { page, noise: [], requests: [] };
        await page.route('**/api/v1/me', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, json: { ...(await response.json()), may: 'view' } });
        });
        await page.goto(`${embedded.url}/monitors/${MONITOR}/settings`);
        await page.getByText('Only an operator may do this.').waitFor();
        await alpha(page).fill('0.01');
        expect(await save(page).isDisabled()).toBe(true);
        expect(await page.getByRole('button', { name: 'Try on the last 20 batches' }).isEnabled()).toBe(true);
        await page.getByRole('link', { name: 'Upload' }).click();
        await page.getByText('an operator may upload').waitFor();
        expect(await page.locator('.file-drop').count()).toBe(0);
      });
    });

    test('a monitor that is not there is said not to be', async () => {
      const page = await open('/monitors/nowhere/settings');
      await page.getByText('There is no monitor "nowhere"').waitFor();
    });

    describe.each(LOOKS)('at %i pixels, %s', (width, scheme) => {
      test('axe finds nothing, and nothing is too wide', async () => {
        const isFine = async (page: Page) => {
          expect(await axeViolations(page)).toEqual([]);
          expect(await overflowOf(page)).toBe(0);
        };
        const page = await open('/upload', { width, scheme });
        await page.getByLabel('Name of the monitor').fill('No!');
        await put(page, 'Labels', await file('l.csv', 'id,label\n'));
        await page.getByRole('alert').waitFor();
        await isFine(page);

        await page.goto(`${embedded.url}/monitors/${MONITOR}/upload`);
        await put(page, 'Production', join(folder, 'clean.csv'), join(folder, 'answers.json'));
        // Judged once more by the newer baseline, and known from then on.
        await says(page, 'clean.csv', /^(No drift|Known already)$/);
        await isFine(page);

        await page.goto(`${embedded.url}/monitors/${MONITOR}/predict`);
        await page.getByLabel('amount', { exact: true }).fill('900');
        await page.getByRole('button', { name: 'Predict', exact: true }).click();
        await page.locator('.predicted').waitFor();
        await page.getByLabel('CSV file', { exact: true }).setInputFiles(join(folder, 'rows.csv'));
        await page.locator('.predicted-file').waitFor();
        await isFine(page);

        await page.goto(`${embedded.url}/monitors/${MONITOR}/settings`);
        await page.getByLabel('Alpha: how certain').fill('7');
        await isFine(page);
        await page.getByLabel('Alpha: how certain').fill('0.01');
        await page.getByRole('button', { name: 'Try on the last 20 batches' }).click();
        await page.locator('.preview-sentence').waitFor();
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByRole('dialog').waitFor();
        await isFine(page);
      });
    });
  },
);

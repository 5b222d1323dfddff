import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../infra/cli/commands.ts';
import { run } from '../../infra/cli/run.ts';
import { type EmbeddedRun, startEmbeddedRun } from '../../infra/local/embedded-run.ts';
import { launchChromium, pathOfChromium } from './chromium.ts';
import { overflowOf } from './watched-page.ts';

const root = join(import.meta.dirname, '../..');

describe.skipIf(pathOfChromium() === null)('in a real browser (Chromium must be installed)', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'driftline-browser-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens an address at a width, in light or dark, and notes everything that a quiet page does not do. */
  async function open(url: string, width: number, colorScheme: 'light' | 'dark') {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(url);
    return { page, noise, requests };
  }

  const overflow = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  const background = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');

  describe('the HTML report', () => {
    let url: string;
    beforeAll(async () => {
      const path = join(folder, 'report.html');
      const data = (name: string) => join(root, 'data/breast-cancer', name);
      const silent = { write: () => true };
      await run(
        ['check', data('baseline.csv'), data('production.csv'), '--output', path],
        {
          stdin: process.stdin,
          stdout: silent,
          stderr: silent,
          env: {},
          signal: new AbortController().signal,
        },
        COMMANDS,
      );
      url = pathToFileURL(path).href;
    });

    test.each([
      [1280, 'light'],
      [1280, 'dark'],
      [360, 'light'],
      [360, 'dark'],
    ] as const)(
      'at %i pixels, %s: opens from disk, asks for nothing else, fits, draws every feature',
      async (width, scheme) => {
        const { page, noise, requests } = await open(url, width, scheme);
        expect(await page.textContent('h1')).toContain('The data has drifted');
        expect(requests).toEqual([url]);
        expect(noise).toEqual([]);
        expect(await overflow(page)).toBe(0);
        expect(await page.locator('svg[role=img]').count()).toBeGreaterThanOrEqual(30);
        await page.close();
      },
    );

    test('is dark where its reader wants it dark', async () => {
      const [light, dark] = await Promise.all([open(url, 800, 'light'), open(url, 800, 'dark')]);
      expect(await background(light.page)).not.toBe(await background(dark.page));
    });

    test('prints', async () => {
      const { page } = await open(url, 800, 'light');
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.length).toBeGreaterThan(20_000);
    });
  });

  describe('the page of the embedded run', () => {
    let embedded: EmbeddedRun;
    let judged = 0;
    beforeAll(async () => {
      embedded = await startEmbeddedRun({
        stateFolder: join(folder, 'state'),
        port: { port: 0, orAnother: false },
        demo: pathToFileURL(join(root, 'data/')),
        web: join(root, 'dist/web'),
        onNews: ({ kind }) => {
          if (kind === 'verdict') judged += 1;
        },
        log: () => {},
      });
      await vi.waitFor(() => expect(judged).toBe(1), 20_000);
    });
    afterAll(async () => embedded.stop());

    test('shows the verdict, and the next one arrives without reloading', async () => {
      const { page, noise } = await open(`${embedded.url}/monitors/default`, 1280, 'light');
      await expect.poll(() => page.textContent('main'), { timeout: 10_000 }).toMatch(/(5|five) of 30/i);
      const clean = await readFile(join(root, 'data/breast-cancer/baseline.csv'));
      await writeFile(join(embedded.inputs, 'production/next.csv'), clean);
      await expect.poll(() => page.textContent('main'), { timeout: 20_000 }).toContain('next.csv');
      expect(noise).toEqual([]);
    });

    test('fits a phone', async () => {
      const { page } = await open(embedded.url, 360, 'dark');
      await page.waitForSelector('h1');
      expect(await overflowOf(page)).toBe(0);
    });

    test('leads to the report', async () => {
      const { page } = await open(`${embedded.url}/monitors/default`, 1280, 'light');
      await page
        .getByRole('main')
        .getByRole('link', { name: /breast-cancer-production/ })
        .first()
        .click();
      await page.waitForURL(/batches/);
      await page.getByRole('heading', { name: 'The data has drifted', level: 1 }).waitFor();
    });
  });
});

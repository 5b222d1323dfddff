import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersTo, driftedBatch } from '../functions/retrain/drifting-world.ts';
import { baselineCsv, cleanCsv, identifiedCsv, labelledCsv } from '../functions/sample-csv.ts';
import { launchChromium, pathOfChromium } from './chromium.ts';
import { StartProcess } from './start-process.ts';
import { openWatched } from './watched-page.ts';

const MONITOR = 'clinic';
const JUNE = driftedBatch('june', 1);

/** A retraining is asked for within seconds of its labels, on a machine that does other things as well. */
const WITHIN = { timeout: 30_000 };

describe.skipIf(pathOfChromium() === null)(
  'the story of somebody who writes no code (Chromium must be installed)',
  () => {
    let browser: Browser;
    let folder: string;
    let driftline: StartProcess;
    let url: string;

    beforeAll(async () => {
      browser = await launchChromium();
      folder = await mkdtemp(join(tmpdir(), 'driftline-story-'));
      driftline = new StartProcess(folder, ['--no-demo', '--port', '0']);
      url = await driftline.url();
    });
    afterAll(async () => {
      await browser.close();
      await driftline.end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    });

    async function upload(page: Page, kind: string, name: string, text: string): Promise<Locator> {
      const path = join(folder, name);
      await writeFile(path, text);
      await page.getByLabel(kind, { exact: true }).setInputFiles(path);
      return page.locator('.transfer').filter({ hasText: name });
    }
    const says = (where: Page | Locator, words: string | RegExp) =>
      where.getByText(words).first().waitFor(WITHIN);
    const heading = (page: Page, name: string | RegExp) =>
      page.getByRole('heading', { level: 1, name }).waitFor(WITHIN);
    const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
    const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

    test('from a comparison to a model that is replaced, and put back', async () => {
      // It begins with nothing to set up: two files, compared on the page.
      const { page, noise } = await openWatched(browser, url);
      await heading(page, 'No model is watched yet');
      await follow(page, 'Compare them');
      await page.getByRole('button', { name: 'try the sample' }).click();
      await heading(page, 'The data has drifted');
      await says(page, /^5 of 30 features in the production file no longer look like the baseline/);

      // A monitor is made by uploading what the model learned from.
      await follow(page, 'Monitors');
      await follow(page, 'Upload a baseline');
      await page.getByLabel('Name of the monitor').fill(MONITOR);
      const learned = await upload(
        page,
        'Baseline',
        'patients.csv',
        identifiedCsv(labelledCsv(baselineCsv()), 'old'),
      );
      await says(learned, 'In charge');
      await says(learned, /A model learns from it to predict label/);

      // A batch like the baseline is fine.
      await says(await upload(page, 'Production', 'may.csv', identifiedCsv(cleanCsv(1), 'may')), 'No drift');

      // Somebody else has the monitor open, and sees the alert arrive without doing anything.
      const { page: colleague, noise: colleagueNoise } = await openWatched(
        browser,
        `${url}/monitors/${MONITOR}`,
      );
      await heading(colleague, /Healthy$/);
      const june = await upload(page, 'Production', 'june.csv', JUNE);
      await says(june, 'Drift: 1 of 3 features changed');
      await heading(colleague, /Unreliable$/);
      expect(await colleague.title()).toBe('▲ clinic – Driftline');
      await says(colleague, /^One of 3 features changed on .*; the model is marked unreliable\.$/);
      await says(part(colleague, 'Alerts'), 'Data drift in clinic (1 of 3 features)');
      await says(part(colleague, 'Incidents'), 'Nobody has said that they look after it.');
      await follow(colleague, 'Data drift in clinic (1 of 3 features)');
      await heading(colleague, /data drift in clinic/);
      await says(colleague, /What to do/);

      // Why: the report, and the feature that changed.
      await june.getByRole('link', { name: 'Read the report' }).click();
      await heading(page, 'The data has drifted');
      await says(page, /^1 of 3 features in the production file no longer looks? like the baseline/);
      await says(page, 'It opened an incident.');
      await follow(page, 'amount');
      await heading(page, 'amount');
      await says(page, /^typical value/);
      await page.getByRole('heading', { name: 'How often each value occurs' }).waitFor();

      // What to do next is said, and is one click away.
      await follow(page, MONITOR);
      await heading(page, /Unreliable$/);
      await follow(page, 'Upload labels');
      await heading(page, 'Upload');
      await says(await upload(page, 'Labels', 'june-answers.csv', answersTo(JUNE)), /400 ids with an answer/);

      // The model learns from the answers, is better, and takes charge.
      await follow(page, MONITOR);
      await heading(page, /Healthy$/);
      await says(part(page, 'Alerts'), 'A better model is in charge of clinic');
      await says(part(page, 'Incidents'), /It ended when a retrained model took charge\./);

      // Somebody disagrees, and puts the first model back.
      await follow(page, 'Models');
      const inCharge = page.getByRole('heading', { name: /^In charge:/ });
      await inCharge.waitFor();
      const retrained = await inCharge.textContent();
      const first = part(page, 'Versions').locator('tr').filter({ hasText: 'In charge before' });
      const before = await first.getByRole('link').textContent();
      await page.getByRole('button', { name: 'Roll back' }).click();
      const dialog = page.getByRole('dialog');
      await says(dialog, /patients\.csv/);
      await dialog.getByRole('button', { name: 'Roll back' }).click();
      await page.getByRole('heading', { name: `In charge: model ${before}` }).waitFor(WITHIN);
      expect(retrained).not.toContain(before);

      // While its baseline is on the way the monitor is not there yet, which the browser notes.
      const strange = [...noise, ...colleagueNoise].filter((line) => !line.includes('status of 404'));
      expect(strange).toEqual([]);
    });
  },
);

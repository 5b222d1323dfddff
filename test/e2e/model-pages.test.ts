import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { featurePath } from '../../functions/dashboard/paths.ts';
import { type Batch, listBatches } from '../../functions/dashboard/wire/batches.ts';
import { listModels } from '../../functions/dashboard/wire/models.ts';
import { answersTo, driftedBatch, UNCHANGED } from '../functions/retrain/drifting-world.ts';
import { baselineCsv, cleanCsv, identifiedCsv, labelledCsv } from '../functions/sample-csv.ts';
import { launchChromium, pathOfChromium } from './chromium.ts';
import { type ServedWorld, serveWorld } from './served-world.ts';
import {
  axeViolations,
  HOSTILE_NAMES,
  LOOKS,
  type Look,
  openWatched,
  overflowOf,
  type WatchedPage,
} from './watched-page.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Names that would do something if they were anything but text. */
const HOSTILE = [...HOSTILE_NAMES, 'a/b?c=d&e#f %2e', 'a_name_that_goes_on_and_on_'.repeat(4)];
const HOSTILE_CLASSES = ['<b>yes</b>', '=1+1'];
const WIDE = 5_000;

const cell = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`;

/** Whole numbers from 0 to 119 in another order each, moved by `shift`; with a last column of hostile answers. */
function hostileCsv(shift: number): string {
  const rows = Array.from({ length: 120 }, (_, i) => [
    ...HOSTILE.map((_, k) => ((i * (7 + 2 * k)) % 120) + shift),
    HOSTILE_CLASSES[i % 2]!,
  ]);
  return [[...HOSTILE, 'label'], ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function wideCsv(shift: number): string {
  const names = Array.from({ length: WIDE }, (_, k) => `feature_${String(k).padStart(4, '0')}`);
  const rows = Array.from({ length: 20 }, (_, i) =>
    names.map((_, k) => ((i * 7 + k) % 20) + (k === 0 ? shift : 0)).join(','),
  );
  return `${names.join(',')}\n${rows.join('\n')}\n`;
}

describe.skipIf(pathOfChromium() === null)(
  'reports, features and models (Chromium must be installed)',
  () => {
    let browser: Browser;
    let served: ServedWorld;
    let watched: WatchedPage;

    beforeAll(async () => {
      browser = await launchChromium();
      served = await serveWorld();
      const { world } = served;
      await retrained('churn', answersTo(driftedBatch('a', 1)));
      await retrained('kept', answersTo(driftedBatch('a', 1), UNCHANGED));
      await world.upload('baseline/odd/<i>train.csv', hostileCsv(0));
      await world.upload('production/odd/<b onclick=alert(1)>june.csv', hostileCsv(60));
      await world.upload('baseline/wide/train.csv', wideCsv(0));
      await world.upload('production/wide/june.csv', wideCsv(40));
      await world.upload('production/waits/june.csv', cleanCsv(1));
      await world.upload('baseline/plain/train.csv', baselineCsv());
      await world.upload('production/plain/june.csv', cleanCsv(1));
    });
    afterEach(async () => {
      served.world.who = { name: 'Ada', may: 'operate' };
      await watched.page.close();
    });
    afterAll(async () => {
      await browser.close();
      await served.stop();
    });

    /** A clean batch, then a drifted one and the answers to it: a challenger, and nobody has decided yet. */
    async function retrained(monitor: string, answers: string): Promise<void> {
      const { world } = served;
      const settings = { id: 'id', retrain: { mode: 'approve' } };
      await world.upload(`monitors/${monitor}.json`, JSON.stringify(settings));
      await world.upload(`baseline/${monitor}/train.csv`, identifiedCsv(labelledCsv(baselineCsv()), 'base'));
      await world.upload(`production/${monitor}/may.csv`, identifiedCsv(cleanCsv(1), 'may'));
      world.clock.wind(DAY_MS);
      await world.upload(`production/${monitor}/june.csv`, driftedBatch('a', 1));
      await world.upload(`labels/${monitor}/june.csv`, answers);
    }

    async function open(path: string, look?: Look): Promise<Page> {
      watched = await openWatched(browser, served.url + path, look);
      await watched.page.waitForSelector('h1');
      return watched.page;
    }
    /** The newest batch's id. */
    async function batchOf(monitor: string): Promise<string> {
      const [newest] = await served.world.allPages<Batch>(listBatches, monitor, 10);
      if (newest?.state !== 'judged') throw new Error(`Monitor ${monitor} has judged nothing.`);
      return newest.batchId;
    }
    const reportOf = async (monitor: string) => `/monitors/${monitor}/batches/${await batchOf(monitor)}`;
    /** The model that a retraining made: the newest. */
    async function challengerOf(monitor: string): Promise<string> {
      const { items } = await served.world.answer(listModels, { monitor });
      return items[0]?.version ?? '';
    }
    const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
    const confirm = async (page: Page, action: string) => {
      await page.getByRole('dialog').getByRole('button', { name: action }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // The world stands still until it is told to go on.
      await served.world.settle();
    };

    describe('a report', () => {
      test('says what happened, to what, and what it meant, and leads to its incident and its files', async () => {
        const page = await open(await reportOf('churn'));
        await page.getByRole('heading', { level: 1, name: 'The data has drifted' }).waitFor();
        expect(await page.textContent('.batch-file')).toMatch(
          /june\.csv \(400 rows\), uploaded .* against train\.csv/,
        );
        expect(await page.textContent('.batch-decision')).toContain('It opened an incident.');
        const incident = page.getByRole('link', { name: 'See the incident' });
        expect(await incident.getAttribute('href')).toBe('/monitors/churn#incidents');
        expect(await page.title()).toBe('The data has drifted: june.csv – Driftline');
        for (const [name, type] of [
          ['The report as HTML', 'text/html'],
          ['The report as JSON', 'application/json'],
          ['The figures as CSV', 'text/csv'],
          [/^Predictions of model .* as CSV$/, 'text/csv'],
        ] as const) {
          const address = await page.getByRole('link', { name }).getAttribute('href');
          const response = await page.request.get(served.url + address);
          expect(response.headers()['content-type']).toContain(type);
        }
        expect(watched.noise).toEqual([]);
      });

      test('opens a feature by keyboard, and back again', async () => {
        const page = await open(await reportOf('churn'));
        await page.getByRole('link', { name: 'amount', exact: true }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: 'amount' }).waitFor();
        await page.getByRole('link', { name: 'Report on june.csv' }).click();
        await page.getByRole('heading', { level: 1, name: 'The data has drifted' }).waitFor();
      });

      test('5,000 features: only the rows in view are drawn, and one is found', async () => {
        const page = await open(await reportOf('wide'));
        await page.locator('.verdict').waitFor();
        expect(await page.locator('table').getAttribute('aria-rowcount')).toBe(`${WIDE + 1}`);
        expect(await page.locator('.opens').count()).toBeLessThan(80);
        await page.getByRole('searchbox').fill('feature_4321');
        await page.getByRole('link', { name: 'feature_4321' }).click();
        await page.getByRole('heading', { level: 1, name: 'feature_4321' }).waitFor();
        expect(await page.textContent('.feature-steps')).toContain('of 5,000');
      });

      test('one that is not there is told with the way out', async () => {
        const page = await open('/monitors/churn/batches/none');
        await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
        expect(await page.textContent('.state')).toContain('The list of its batches names them.');
      });
    });

    describe('a feature', () => {
      test('has both distributions, the place of D, its history, and figures that explain themselves', async () => {
        const page = await open(featurePath('churn', await batchOf('churn'), 'amount'));
        await page.locator('.plot').nth(3).waitFor();
        const labels = await page
          .getByRole('img')
          .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
        expect(labels[0]).toMatch(/^Distribution before and after\. amount/);
        expect(labels[1]).toMatch(/^Share of values up to each value\. They are farthest apart at /);
        expect(labels[2]).toMatch(/^Change in 2 batches: from .*; it drifted in 1 of them\.$/);
        expect(labels[3]).toMatch(/^Median in 2 batches/);
        expect(await page.locator('.plot text', { hasText: 'D = 0.4' }).count()).toBe(1);
        await page.getByText('Smallest change that could be seen').click();
        expect(await part(page, 'In figures').textContent()).toContain('found four times in five');
        await page.getByText('As a table').click();
        const rows = part(page, 'Over the batches').locator('tbody tr');
        expect(await rows.first().textContent()).toContain('june.csv (this one)');
        await rows.nth(1).getByRole('link', { name: 'may.csv' }).click();
        await page.getByRole('link', { name: 'Report on may.csv' }).waitFor();
        expect(await page.textContent('main')).toContain('No drift that counts');
        expect(watched.noise).toEqual([]);
      });

      test('leads from the strongest to the weakest and not beyond', async () => {
        const page = await open(featurePath('churn', await batchOf('churn'), 'amount'));
        expect(await page.getByRole('link', { name: /^Stronger change/ }).count()).toBe(0);
        for (const place of ['2 of 3', '3 of 3']) {
          await page.getByRole('link', { name: /^Weaker change/ }).click();
          await page.getByText(place).waitFor();
        }
        expect(await page.getByRole('link', { name: /^Weaker change/ }).count()).toBe(0);
      });

      test('one that was not tested is told with the way out', async () => {
        const page = await open(featurePath('churn', await batchOf('churn'), 'none'));
        await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
        expect(await page.textContent('.state')).toContain('Its report names those that were.');
      });

      test.each(HOSTILE)('called %j is text everywhere', async (name) => {
        const page = await open(await reportOf('odd'));
        await page.locator('.verdict').waitFor();
        expect(await page.textContent('.batch-file')).toContain('<b onclick=alert(1)>june.csv');
        await page.getByRole('searchbox').fill(name.slice(0, 50));
        await page.locator('tbody .name-button').first().click();
        await page.locator('.feature-change').waitFor();
        await page.locator('.plot').first().waitFor();
        expect(decodeURIComponent(new URL(page.url()).pathname)).toContain(`/features/${name}`);
        expect(await page.locator('main img, main h1 *').count()).toBe(0);
        expect(await overflowOf(page)).toBe(0);
        expect(watched.noise).toEqual([]);
      });
    });

    describe('models', () => {
      test('where there are none, say why and how there would be one', async () => {
        let page = await open('/monitors/waits/models');
        await page.getByRole('heading', { name: 'No model yet' }).waitFor();
        expect(await page.getByRole('link', { name: 'Upload a baseline' }).count()).toBe(1);
        await page.close();
        page = await open('/monitors/plain/models');
        await page.getByRole('link', { name: 'Name the column with the answers' }).waitFor();
      });

      test('may be looked at by a viewer, who sees why nothing can be pressed', async () => {
        served.world.who = { name: 'Vera', may: 'view' };
        const page = await open('/monitors/churn/models');
        const approve = page.getByRole('button', { name: /^Put model .* in charge$/ });
        await approve.waitFor();
        expect(await approve.isDisabled()).toBe(true);
        expect(await page.getByRole('button', { name: 'Retrain' }).isDisabled()).toBe(true);
        expect(await page.textContent('.waits')).toContain('Only an operator may do this.');
      });

      test('one that is not surely better may be put in charge with a warning, and is not when that is cancelled', async () => {
        const version = await challengerOf('kept');
        const page = await open(`/monitors/kept/models/${version}`);
        await page.getByText('Not surely better', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Put in charge' }).click();
        const dialog = page.getByRole('dialog');
        expect(await dialog.textContent()).toContain('what looks like a gain may be luck');
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        await served.world.settle();
        const { champion } = await served.world.answer(listModels, { monitor: 'kept' });
        expect(champion?.model).not.toBe(version);
      });

      test('the challenger: evidence, candidates, lineage, card; approved, it takes charge; and it is rolled back', async () => {
        const page = await open('/monitors/churn/models');
        await part(page, 'A better model waits for approval').waitFor();
        expect(await page.textContent('.waits')).toMatch(/Accuracy .* → .* new rows: surely better/);
        await page.getByRole('link', { name: 'See all the evidence' }).click();

        await page.getByRole('heading', { name: 'Is it better than the model before it?' }).waitFor();
        expect(await page.textContent('.evidence-answer')).toMatch(/^Yes, surely: it is right in/);
        await page
          .getByRole('img', { name: /^Log loss: less is better\. Model before / })
          .first()
          .waitFor();
        expect(await page.getByRole('cell', { name: 'Chosen', exact: true }).count()).toBe(1);
        expect(await page.locator('.lineage li').count()).toBe(3);
        expect(await page.locator('.lineage li').last().textContent()).toContain('baseline/churn/train.csv');
        await page.getByText('Read the card').click();
        await page.getByRole('heading', { level: 3, name: 'Model for label' }).waitFor();

        await page.getByRole('button', { name: 'Put in charge' }).click();
        expect(await page.getByRole('dialog').textContent()).toContain('An open incident ends.');
        await confirm(page, 'Put in charge');
        await page.locator('.model-standing', { hasText: 'In charge' }).waitFor({ timeout: 10_000 });
        const version = await challengerOf('churn');
        const after = await served.world.answer(listModels, { monitor: 'churn' });
        expect(after.champion?.model).toBe(version);

        await page.goto(served.url + (await reportOf('churn')));
        await part(page, 'What was predicted').locator('dt').nth(1).waitFor();
        expect(await part(page, 'What was predicted').textContent()).toMatch(
          /took charge later.* of 400 predictions .* differ from those of the model that was in charge before/s,
        );

        await page.goto(`${served.url}/monitors/churn/models`);
        await page.getByRole('button', { name: 'Roll back' }).click();
        const words = await page.getByRole('dialog').textContent();
        expect(words).toContain(`in place of ${version.slice(0, 8)}`);
        expect(words).toContain('train.csv, 120 rows');
        await confirm(page, 'Roll back');
        await page
          .getByRole('row', { name: new RegExp(version.slice(0, 8)) })
          .filter({ hasText: 'In charge before' })
          .waitFor({ timeout: 10_000 });
        expect(watched.noise).toEqual([]);
      });

      test('what changed in the meantime is refused in the dialog, with the reason', async () => {
        const page = await open('/monitors/kept/models');
        await page.getByRole('button', { name: 'Retrain' }).click();
        await page.route('**/retrain', (route) =>
          route.fulfill({
            status: 409,
            json: { error: { code: 'something-else-in-charge', message: 'Something else took charge.' } },
          }),
        );
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: 'Retrain' }).click();
        await dialog.getByRole('alert').waitFor();
        expect(await dialog.getByRole('alert').textContent()).toBe('Something else took charge.');
        expect(await dialog.getByRole('button', { name: 'Retrain' }).isEnabled()).toBe(true);
      });

      test('answers with hostile names are text', async () => {
        const page = await open(`/monitors/odd/models/${await challengerOf('odd')}`);
        await part(page, 'What it takes for what').waitFor();
        expect(await page.textContent('.confusion')).toContain('<b>yes</b>');
        await page.getByText('Read the card').click();
        await page.locator('.markdown code', { hasText: '<img src=x onerror=alert(1)>' }).first().waitFor();
        expect(await page.locator('main img, main td b').count()).toBe(0);
        expect(await overflowOf(page)).toBe(0);
        expect(watched.noise).toEqual([]);
      });
    });

    describe.each(LOOKS)('at %i pixels, %s', (width, scheme) => {
      test('axe finds nothing on any page, and nothing is too wide', async () => {
        const page = await open('/monitors/odd/models', { width, scheme });
        const isFine = async (path: string, shown: string) => {
          await page.goto(served.url + path);
          await page.locator(shown).first().waitFor();
          await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
          expect([path, await axeViolations(page)]).toEqual([path, []]);
          expect([path, await overflowOf(page)]).toEqual([path, 0]);
        };
        const [churn, odd] = [await batchOf('churn'), await batchOf('odd')];
        await isFine(await reportOf('churn'), '.verdict');
        await isFine(await reportOf('odd'), '.verdict');
        await isFine(featurePath('churn', churn, 'amount'), '.history-charts .plot');
        await isFine(featurePath('odd', odd, HOSTILE.at(-1)!), '.plot');
        await isFine('/monitors/kept/models', '.pairs');
        await isFine('/monitors/odd/models', '.pairs');
        await isFine('/monitors/plain/models', '.state');
        await isFine(`/monitors/kept/models/${await challengerOf('kept')}`, '.evidence-charts .plot');
        await page.goto(`${served.url}/monitors/kept/models`);
        await page.getByRole('button', { name: 'Retrain' }).click();
        expect(await axeViolations(page)).toEqual([]);
      });
    });
  },
);

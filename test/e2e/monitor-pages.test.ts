import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { localMoment } from '../../functions/dashboard/web/pages/monitor/local-moment.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
} from '../functions/sample-csv.ts';
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
const HOSTILE = [...HOSTILE_NAMES, 'a_name_that_goes_on_and_on_'.repeat(4)];
const HOSTILE_FILE = '<b onclick=alert(1)>june.csv';

const hostileCsv = (shift: number): string =>
  [
    HOSTILE.map((name) => `"${name.replaceAll('"', '""')}"`).join(','),
    ...Array.from({ length: 120 }, (_, i) =>
      HOSTILE.map((_, k) => ((i * (7 + 2 * k)) % 120) + shift).join(','),
    ),
    '',
  ].join('\n');

describe.skipIf(pathOfChromium() === null)('the monitors’ pages (Chromium must be installed)', () => {
  let browser: Browser;
  let served: ServedWorld;
  let watched: WatchedPage;

  beforeAll(async () => {
    browser = await launchChromium();
    served = await serveWorld();
    const { world } = served;
    await world.upload('production/waits/may.csv', cleanCsv(1));
    await world.upload('baseline/odd/train.csv', hostileCsv(0));
    await world.upload(`production/odd/${HOSTILE_FILE}`, hostileCsv(60));
    await world.upload('production/odd/<i>book.xlsx', 'PK');
    const named = (text: string, prefix: string) => identifiedCsv(text, prefix);
    await world.upload('baseline/churn/train.csv', named(labelledCsv(baselineCsv()), 'b'));
    for (const [month, text] of [
      ['march', cleanCsv(1)],
      ['april', cleanCsv(2)],
      ['may', driftedCsv(3, 2)],
    ] as const) {
      world.clock.wind(30 * DAY_MS);
      await world.upload(`production/churn/${month}.csv`, named(text, month));
    }
    await world.upload('labels/churn/march.csv', labelsCsv('march', 0, 60));
  });
  afterEach(async () => {
    served.world.who = { name: 'Ada', may: 'operate' };
    await watched.page.close();
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  async function open(path: string, look?: Look): Promise<Page> {
    watched = await openWatched(browser, served.url + path, look);
    await watched.page.waitForSelector('h1');
    return watched.page;
  }
  const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  const map = (page: Page) => page.getByRole('application');

  describe('all monitors', () => {
    test('answer whether models can be trusted, trouble first, each with its next step', async () => {
      const page = await open('/');
      expect(await page.textContent('.answer')).toBe(
        '2 of 3 cannot: their data no longer looks like the data they learned from.',
      );
      expect(await page.locator('.card h2').allTextContents()).toEqual(['churn', 'odd', 'waits']);
      const churn = page.getByRole('article', { name: 'churn' });
      expect(await churn.textContent()).toContain('Unreliable');
      expect(await churn.textContent()).toContain('Two of 3 features changed on');
      expect(await churn.textContent()).toContain('may.csv');
      await churn.getByRole('link', { name: 'Upload labels of churn' }).click();
      await page.waitForURL('**/monitors/churn/upload');
      expect(watched.noise).toEqual([]);
    });

    test('without any, lead to the upload of the first baseline, and to Compare', async () => {
      const empty = await serveWorld();
      try {
        watched = await openWatched(browser, empty.url);
        const { page } = watched;
        await page.getByRole('heading', { name: 'No model is watched yet' }).waitFor();
        expect(await page.getByRole('link', { name: 'Compare them' }).getAttribute('href')).toBe('/compare');
        expect(await axeViolations(page)).toEqual([]);
        await page.getByRole('link', { name: 'Upload a baseline' }).click();
        await page.getByRole('heading', { name: 'A new monitor' }).waitFor();
        await page.goBack();
        // A file that somebody else uploads appears by itself.
        await empty.world.upload('baseline/new/train.csv', baselineCsv());
        await page.getByRole('article', { name: 'new' }).waitFor({ timeout: 10_000 });
      } finally {
        await empty.stop();
      }
    });

    test('stay readable while the server is gone, and say that they are old', async () => {
      const page = await open('/');
      await page.route('**/api/**', (route) => route.abort());
      await page.locator('.offline').waitFor({ timeout: 15_000 });
      expect(await page.locator('.offline').count()).toBe(1);
      expect(await page.locator('.card').count()).toBe(3);
      await page.unroute('**/api/**');
      await expect.poll(() => page.locator('.offline').count(), { timeout: 15_000 }).toBe(0);
    });
  });

  describe('a monitor', () => {
    test('says how it stands, what to do next, and shows every batch', async () => {
      const page = await open('/monitors/churn');
      expect(await page.textContent('.standing')).toMatch(
        /Unreliable.*Two of 3 features changed on.*Labels are needed/s,
      );
      const rows = part(page, 'Batches').locator('tbody tr');
      await expect.poll(() => rows.count()).toBe(3);
      expect(await rows.first().textContent()).toMatch(/may\.csv.*Drift.*2 of 3/s);
      expect(await page.title()).toBe('▲ churn – Driftline');
      const picture = part(page, 'Batches').getByRole('img', { name: /3 batches\. 1 of them drifted/ });
      await picture.waitFor();
      expect(watched.noise).toEqual([]);
    });

    test('has a verdict that arrives while it is open, and has it read out', async () => {
      const { world } = served;
      await world.upload('baseline/live/train.csv', baselineCsv());
      await world.upload('production/live/may.csv', cleanCsv(1));
      const page = await open('/monitors/live');
      await page.getByRole('heading', { name: 'live: Healthy' }).waitFor();
      await world.upload('production/live/june.csv', driftedCsv(1, 2));
      await page.getByRole('heading', { name: 'live: Unreliable' }).waitFor({ timeout: 10_000 });
      const read = page.getByRole('status').filter({ hasText: 'june.csv: Drift, 2 of 3 features drifted.' });
      await expect.poll(() => read.count()).toBe(1);
      await part(page, 'Batches').getByRole('link', { name: 'june.csv' }).waitFor({ timeout: 10_000 });
      await part(page, 'Incidents').getByText('Open').waitFor({ timeout: 10_000 });
    });

    test('has a heat map that is read by keyboard, opens a feature, and has a table behind it', async () => {
      const page = await open('/monitors/churn');
      await map(page).waitFor();
      expect(await map(page).getAttribute('aria-label')).toBe(
        'How much each of 3 features changed in each of 3 batches. 2 drifted at least once, most often age: in 1.',
      );
      await map(page).focus();
      await page.keyboard.press('ArrowDown');
      const chosen = page.locator('.chosen-cell');
      expect(await chosen.textContent()).toMatch(/(age|amount) in may\.csv, .*: \d+ %, drifted/);
      await page.keyboard.press('ArrowLeft');
      expect(await chosen.textContent()).toContain('in april.csv');
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      expect(await chosen.textContent()).toMatch(/rate in may\.csv, .*: [\d.]+ %$/);
      await page.getByText('As a table').first().click();
      const table = page.getByRole('region', { name: 'How much each feature changed, batch by batch' });
      expect(await table.locator('tbody tr').last().textContent()).toMatch(/^rate0 of 3/);
      expect(await table.locator('tbody tr').first().textContent()).toMatch(/\d+ %, drifted/);
      await map(page).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/monitors/churn/batches/*/features/rate');
      expect(watched.noise).toEqual([]);
    });

    test('has a heat map that is read by pointer, sorted and searched', async () => {
      const page = await open('/monitors/churn');
      await page.getByLabel('Order of the features').selectOption('By name');
      await map(page).click({ position: { x: 230, y: 40 } });
      expect(await page.textContent('.chosen-cell')).toContain('age in march.csv');
      await part(page, 'What changed, feature by feature').getByRole('searchbox').fill('nowhere');
      await page.getByText('No features match “nowhere”.').waitFor();
    });

    test('shows how good predictions were, measured and estimated, with the figures behind it', async () => {
      const page = await open('/monitors/churn');
      const performance = part(page, 'How good the predictions are');
      await performance.getByRole('img', { name: /^Accuracy was / }).waitFor();
      await performance.getByText('As a table').click();
      const rows = performance.locator('tbody tr');
      expect(await rows.last().textContent()).toMatch(/march\.csv.*60 of 100.*\(0\.[\d]+–0\.[\d]+\)/s);
      expect(await rows.first().textContent()).toContain('0 of 100');
      await performance.getByLabel('Measure').selectOption('Log loss');
      await performance.getByRole('img', { name: /^Log loss was / }).waitFor();
    });

    test('an operator looks after an incident, with a note that is shown as text', async () => {
      const page = await open('/monitors/churn');
      const incidents = part(page, 'Incidents');
      await incidents.getByText('Nobody has said that they look after it.').waitFor();
      await incidents.getByRole('button', { name: /I look after it/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Look after this incident?' });
      await dialog.getByLabel('Note (optional)').fill('The <b>supplier</b> is asked.');
      await dialog.getByRole('button', { name: 'I look after it' }).click();
      await expect.poll(() => dialog.count()).toBe(0);
      await served.world.settle();
      await incidents.getByText('Looked after by Ada').waitFor({ timeout: 10_000 });
      expect(await incidents.textContent()).toContain('The <b>supplier</b> is asked.');
      await incidents.getByRole('button', { name: /I take it over/ }).waitFor();
    });

    test('an operator mutes alerts until a day, with a reason that is asked for, and unmutes them', async () => {
      const page = await open('/monitors/churn');
      await page.getByRole('button', { name: 'Mute alerts' }).click();
      const dialog = page.getByRole('dialog', { name: 'Mute alerts?' });
      await dialog.getByLabel('Until').fill(localMoment(served.world.clock.now() + DAY_MS));
      await dialog.getByRole('button', { name: 'Mute alerts' }).click();
      expect(await dialog.getByRole('alert').textContent()).toContain('reason must say why');
      await dialog.getByLabel('Reason').fill('The supplier changes its format.');
      await dialog.getByRole('button', { name: 'Mute alerts' }).click();
      await expect.poll(() => dialog.count()).toBe(0);
      await served.world.settle();
      await page.locator('.standing .mute-note').waitFor({ timeout: 10_000 });
      expect(await page.textContent('.standing .mute-note')).toContain(
        'by Ada: The supplier changes its format.',
      );
      served.world.clock.wind(1000);
      await page.getByRole('button', { name: 'Send alerts again' }).click();
      await page.getByText('are sent again').first().waitFor();
      await served.world.settle();
      await expect.poll(() => page.locator('.mute-note').count(), { timeout: 10_000 }).toBe(0);
    });

    test('a viewer sees all of it, and why nothing can be changed', async () => {
      served.world.who = { name: 'Eve', may: 'view' };
      const page = await open('/monitors/churn');
      const acknowledge = page.getByRole('button', { name: /incident since may\.csv/ });
      await page.getByText('Only an operator may do this.').first().waitFor();
      expect(await acknowledge.isDisabled()).toBe(true);
      expect(await page.getByRole('button', { name: 'Mute alerts' }).isDisabled()).toBe(true);
    });

    test('somebody of neither group is told so', async () => {
      served.world.who = { name: 'Mallory', may: null };
      watched = await openWatched(browser, `${served.url}/monitors/churn`);
      await watched.page.getByRole('heading', { name: 'Not for your role' }).waitFor();
      expect(await watched.page.textContent('main')).toContain('Mallory is in neither of the groups');
    });

    test('files that wait or cannot be used are named with their reasons', async () => {
      let page = await open('/monitors/waits');
      await part(page, 'Files').getByText('may.csv').waitFor();
      expect(await part(page, 'Files').textContent()).toContain('Waiting');
      await page.close();
      page = await open('/monitors/odd');
      await part(page, 'Files').getByText('Could not be used').waitFor();
      expect(await part(page, 'Files').textContent()).toContain('<i>book.xlsx: only files that end in .csv');
    });

    test('hostile names are text everywhere', async () => {
      const page = await open('/monitors/odd');
      await part(page, 'Batches').getByRole('link', { name: HOSTILE_FILE }).waitFor();
      await page.getByText('As a table').first().click();
      const table = page.getByRole('region', { name: 'How much each feature changed, batch by batch' });
      const names = await table.locator('tbody th').allTextContents();
      expect(names.sort()).toEqual([
        '<img src=x onerror=alert(1)>',
        '=HYPERLINK("http://evil.example")',
        '\\u202egnp.exe',
        '__proto__',
        expect.stringMatching(/^a_name_that_goes_on.*…$/),
        'constructor',
      ]);
      await map(page).focus();
      for (const _ of HOSTILE) await page.keyboard.press('ArrowDown');
      expect(await page.textContent('.chosen-cell')).toContain(HOSTILE_FILE);
      expect(await page.locator('main img, main b[onclick]').count()).toBe(0);
      expect(watched.noise).toEqual([]);
    });

    test('that is not there says how there would be one', async () => {
      const page = await open('/monitors/none');
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      expect(await page.textContent('main')).toContain('Upload a baseline for it to make it');
    });
  });

  test('an alert is read as it was sent, word for word', async () => {
    const page = await open('/monitors/churn');
    await part(page, 'Alerts').getByRole('link', { name: 'Data drift in churn (2 of 3 features)' }).click();
    await page.waitForURL('**/monitors/churn/alerts/*');
    const sent = served.world.alerts().find(({ subject }) => subject.includes('drift in churn'));
    await page.getByRole('heading', { name: sent?.subject ?? '' }).waitFor();
    const lines = (text: string) => text.split('\n').map((line) => line.trim());
    const shown = await page.locator('.letter p').allTextContents();
    expect(shown.map((line) => line.trim())).toEqual(lines(sent?.text.trim() ?? ''));
    await page.getByText('The same for machines').click();
    expect(JSON.parse((await page.textContent('pre')) ?? '')).toEqual(sent?.json);
    expect(watched.noise).toEqual([]);
  });

  describe.each(LOOKS)('at %i pixels, %s', (width, scheme) => {
    const isFine = async (page: Page) => {
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
    };

    test.each(['/', '/monitors/waits', '/monitors/odd'])(
      'axe finds nothing on %s, and nothing is too wide',
      async (path) => {
        const page = await open(path, { width, scheme });
        await page.waitForLoadState('networkidle');
        await isFine(page);
      },
    );

    test('nor on a monitor with its tables and dialogs open, nor on an alert', async () => {
      const page = await open('/monitors/churn', { width, scheme });
      await page.locator('.plot').nth(1).waitFor();
      for (const table of await page.getByText('As a table').all()) await table.click();
      await isFine(page);
      await page.getByRole('button', { name: 'Mute alerts' }).click();
      await isFine(page);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Data drift in churn' }).click();
      await page.locator('.letter').waitFor();
      await isFine(page);
    });
  });
});

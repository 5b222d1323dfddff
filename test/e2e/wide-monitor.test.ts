import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repeatBatch } from '../functions/dashboard/repeat-batch.ts';
import { baselineCsv, driftedCsv } from '../functions/sample-csv.ts';
import { launchChromium, pathOfChromium } from './chromium.ts';
import { type ServedWorld, serveWorld } from './served-world.ts';
import { openWatched } from './watched-page.ts';

const SIZE = 1_000;

describe.skipIf(pathOfChromium() === null)('a thousand features by a thousand batches (Chromium)', () => {
  let browser: Browser;
  let served: ServedWorld;
  let page: Page;
  let noise: readonly string[];

  beforeAll(async () => {
    browser = await launchChromium();
    served = await serveWorld();
    await served.world.upload('baseline/wide/train.csv', baselineCsv());
    await served.world.upload('production/wide/first.csv', driftedCsv(1));
    await repeatBatch(served.world, { monitor: 'wide', batches: SIZE, features: SIZE });
    ({ page, noise } = await openWatched(browser, `${served.url}/monitors/wide`));
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  const part = (name: string) => page.getByRole('region', { name, exact: true });
  const map = () => page.getByRole('application');
  const older = async (name: string) => {
    const button = part(name).getByRole('button', { name: 'Show older batches' });
    while ((await button.count()) > 0) {
      const shown = await part(name)
        .getByText(/^The newest/)
        .textContent();
      await button.click();
      await expect
        .poll(
          () =>
            part(name)
              .getByText(/^The newest/)
              .textContent({ timeout: 500 })
              .catch(() => null),
          { timeout: 20_000 },
        )
        .not.toBe(shown);
    }
  };

  test('the newest batches are there first, older ones when they are asked for, back to the first', async () => {
    await map().waitFor({ timeout: 20_000 });
    expect(await map().getAttribute('aria-label')).toContain('in each of 200 batches');
    await older('What changed, feature by feature');
    expect(await map().getAttribute('aria-label')).toContain(`${SIZE.toLocaleString('en-US')} batches`);
  });

  test('the map scrolls without missing frames', async () => {
    await map().focus();
    const frames: number[] = await page.evaluate(`new Promise((done) => {
      const box = document.activeElement;
      const times = [];
      let last = performance.now();
      const step = () => {
        const now = performance.now();
        times.push(now - last);
        last = now;
        box.scrollTop += 70;
        box.scrollLeft -= 110;
        if (times.length < 100) requestAnimationFrame(step);
        else done(times.sort((a, b) => a - b));
      };
      requestAnimationFrame(step);
    })`);
    // Sixty a second are 17 ms each; twice that is still smooth, on a machine that does other things as well.
    expect(frames[50]).toBeLessThan(34);
    expect(frames[90]).toBeLessThan(60);
  });

  test('its corners are reached by keyboard', async () => {
    await map().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Home');
    expect(await page.textContent('.chosen-cell')).toMatch(/ in first\.csv/);
    await page.keyboard.press('Control+End');
    expect(await page.textContent('.chosen-cell')).toMatch(/: [\d.<> ]+ %$/);
    expect(await map().evaluate((box) => box.scrollLeft + box.clientWidth)).toBe(
      await map().evaluate((box) => box.scrollWidth),
    );
  });

  test('of all batches in the table only those in view are drawn, and the oldest can be reached', async () => {
    await older('Batches');
    const table = part('Batches').locator('table');
    expect(await table.getAttribute('aria-rowcount')).toBe(String(SIZE + 1));
    expect(await table.locator('tbody:not(.space) tr').count()).toBeLessThan(80);
    await part('Batches')
      .locator('.scroll-box')
      .evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await table.locator(`tr[aria-rowindex="${SIZE + 1}"]`).waitFor();
    expect(noise).toEqual([]);
  });
});

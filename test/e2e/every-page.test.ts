import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, pathOfChromium } from './chromium.ts';
import { type FilledWorld, serveFilledWorld, showScene } from './filled-world.ts';
import { axeViolations, LOOKS, openWatched, overflowOf } from './watched-page.ts';

describe.skipIf(pathOfChromium() === null)('every page (Chromium must be installed)', () => {
  let browser: Browser;
  let served: FilledWorld;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveFilledWorld()]);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  test('axe finds nothing, wide and narrow, light and dark, and nothing is too wide', async () => {
    const found: string[] = [];
    for (const scene of served.scenes) {
      const { page } = await openWatched(browser, 'about:blank');
      await showScene(page, served.url, scene);
      for (const [width, colorScheme] of LOOKS) {
        await page.setViewportSize({ width, height: 900 });
        // Colours that are still changing would be judged half-way.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const look = `${scene.name}, ${width}, ${colorScheme}`;
        for (const violation of await axeViolations(page)) found.push(`${look}: ${violation}`);
        const overflow = await overflowOf(page);
        if (overflow > 0) found.push(`${look}: ${overflow} pixels too wide`);
      }
      await page.close();
    }
    expect(found).toEqual([]);
  });

  test('a page that nobody touches asks for little: once a second at most', async () => {
    const { page, requests } = await openWatched(browser, `${served.url}/monitors/obesity`);
    await page.waitForLoadState('networkidle');
    const before = requests.length;
    await page.waitForTimeout(10_000);
    expect(requests.length - before).toBeLessThanOrEqual(10);
    await page.close();
  });
});

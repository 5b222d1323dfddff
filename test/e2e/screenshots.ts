/**
 * Pictures of every page at 1440 and 390 pixels, light and dark, to be looked at after a change of style. The data, the
 * clock and the models are the same each time.
 *
 *   npm run screenshots [-- FOLDER [SCENE…]]   into that folder, or into a temporary one, whose name is printed
 *   npm run screenshots -- --readme            those in README.md, in their places below data/
 */
import { mkdir, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type FilledWorld, type Scene, serveFilledWorld, showScene } from './filled-world.ts';

const DATA = join(import.meta.dirname, '../../data');

/** README pages are about 900 pixels wide: a page of 1200, drawn at 6/5, stays sharp where it is shown. */
const README_WIDTH = 1200;
const README = [
  { scene: 'report-default', from: 'body', height: 970, path: join(DATA, 'breast-cancer/report.png') },
  {
    scene: 'monitor-obesity',
    from: '.section:has(.heat-map)',
    height: 1010,
    path: join(DATA, 'obesity/monitor.png'),
  },
] as const;

/** The same on every machine, but for its fonts. */
const READER: BrowserContextOptions = { locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' };

async function takeAll(browser: Browser, url: string, scenes: readonly Scene[], folder: string) {
  await mkdir(folder, { recursive: true });
  for (const scene of scenes) {
    for (const width of [1440, 390]) {
      const page = await browser.newPage({ ...READER, viewport: { width, height: 900 } });
      await showScene(page, url, scene);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const path = join(folder, `${scene.name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
      await page.close();
    }
  }
  console.log(folder);
}

async function takeForReadme(browser: Browser, { url, scenes }: FilledWorld) {
  for (const { scene: name, from, height, path } of README) {
    const page = await browser.newPage({
      ...READER,
      ...{ viewport: { width: README_WIDTH, height: 900 }, deviceScaleFactor: 6 / 5 },
    });
    await showScene(page, url, scenes.find((scene) => scene.name === name)!);
    const y = Math.max(0, (await page.locator(from).boundingBox())!.y - 24);
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y, width: README_WIDTH, height } });
    await page.close();
    console.log(`${path}: ${Math.round((await stat(path)).size / 1000)} kB`);
  }
}

const [first, ...names] = process.argv.slice(2);
const [served, browser] = await Promise.all([serveFilledWorld(), launchChromium()]);
try {
  if (first === '--readme') await takeForReadme(browser, served);
  else {
    const wanted = served.scenes.filter(({ name }) => names.length === 0 || names.includes(name));
    const folder = first ?? (await mkdtemp(join(tmpdir(), 'driftline-screenshots-')));
    await takeAll(browser, served.url, wanted, folder);
  }
} finally {
  await browser.close();
  await served.stop();
}

/**
 * Makes the picture in README.md: the top of the HTML report on the Breast Cancer demo, 1280 pixels wide.
 *
 *   npm run picture
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './chromium.ts';

const root = join(import.meta.dirname, '../..');
const demo = join(root, 'data/breast-cancer');
const picture = join(demo, 'report.png');

/** README pages are about 900 pixels wide: a page of 960, drawn at 4/3, stays sharp where it is shown. */
const WIDTH = 960;
const HEIGHT = 918;

const folder = await mkdtemp(join(tmpdir(), 'driftline-picture-'));
const browser = await launchChromium();
try {
  const report = join(folder, 'report.html');
  check(
    ['baseline.csv', 'production.csv'].map((name) => join(demo, name)),
    report,
  );
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: HEIGHT },
    deviceScaleFactor: 4 / 3,
    colorScheme: 'light',
  });
  await page.goto(pathToFileURL(report).href);
  await page.screenshot({ path: picture });
  console.log(`${picture}: ${Math.round((await stat(picture)).size / 1000)} kB`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

/** The demo drifts, so the command leaves with 1; anything else is an error. */
function check(files: string[], output: string): void {
  const command = join(root, 'dist/cli/driftline.js');
  try {
    execFileSync(process.execPath, [command, 'check', ...files, '--output', output], { stdio: 'pipe' });
  } catch (error) {
    if ((error as { status?: number }).status !== 1) throw error;
    return;
  }
  throw new Error('The demo was expected to drift, and did not.');
}

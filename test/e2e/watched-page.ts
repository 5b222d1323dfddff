import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  /** Console lines and uncaught errors: a good page makes none, and what the policy forbids shows here too. */
  readonly noise: readonly string[];
  /** Addresses that the page asked for. */
  readonly requests: readonly string[];
}

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

/** How every page is looked at: as wide as a desk's screen and a phone's, in both themes. */
export const LOOKS = [
  [1440, 'light'],
  [1440, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const;

/** Names that would do something if they were anything but text. */
export const HOSTILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  '=HYPERLINK("http://evil.example")',
  '\u202egnp.exe',
] as const;

/** Opens an address in a fresh browser profile and notes everything that a quiet page does not do. */
export async function openWatched(
  browser: Browser,
  url: string,
  { width = 1440, scheme = 'light' }: Look = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const noise: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, noise, requests };
}

/** What axe finds wrong on the page as it stands: one line a rule, with the first element that breaks it. */
export async function axeViolations(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    ${axe.source};
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => id + ' (' + nodes.length + '): ' + nodes[0].html);
  })()`);
}

/** Pixels that the page is too wide. */
export async function overflowOf(page: Page): Promise<number> {
  return Math.max(
    0,
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  );
}

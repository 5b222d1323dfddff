import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Nothing but the page: no sandbox (root has none), no updates, no network of the browser's own. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of the system's browser (the one that playwright would download is not needed), or null without one. */
export function pathOfChromium(): string | null {
  const paths = ['chromium', 'chromium-browser', 'google-chrome'].map(onPath);
  return paths.find((path) => path !== null) ?? null;
}

/** Starts the system's browser; throws when there is none. */
export function launchChromium({ args = [] }: { readonly args?: readonly string[] } = {}): Promise<Browser> {
  const executablePath = pathOfChromium();
  if (executablePath === null) {
    throw new Error('No Chromium on the PATH: install one, such as the package "chromium" of Debian.');
  }
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...args] });
}

function onPath(name: string): string | null {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

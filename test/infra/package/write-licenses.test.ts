import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeLicenses } from '../../../infra/package/write-licenses.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftline-licenses-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An installed package, bundled: what esbuild says it read of it. */
function bundled(name: string, license: string, text?: string): { inputs: Record<string, unknown> } {
  const path = join(folder, 'node_modules', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
  if (text !== undefined) writeFileSync(join(path, 'LICENSE.md'), text);
  return { inputs: { [`${path}/lib/index.js`]: {}, [`${path}/lib/other.js`]: {} } };
}

it('writes the licence of every bundled package once, by its name where it ships no text', async () => {
  const file = join(folder, 'licenses.txt');
  const one = bundled('@scope/one', 'MIT', 'Copyright (c) One');
  await writeLicenses(file, [one, one, bundled('two', 'ISC'), { inputs: { 'shared/own.ts': {} } }]);
  expect(readFileSync(file, 'utf8').split(`\n${'-'.repeat(80)}\n\n`)).toEqual([
    '@scope/one 1.0.0 (MIT)\n\nCopyright (c) One\n',
    'two 1.0.0 (ISC)\n\nLicence: ISC\n',
  ]);
});

it.each(['GPL-3.0', 'UNLICENSED', 'SEE LICENSE IN LICENSE.txt'])(
  'refuses a package under %s',
  async (license) => {
    await expect(writeLicenses(join(folder, 'licenses.txt'), [bundled('three', license)])).rejects.toThrow(
      `three 1.0.0 is bundled, and its licence is ${license}`,
    );
  },
);

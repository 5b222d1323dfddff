import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const data = (path: string) => new URL(`../../../data/${path}`, import.meta.url).pathname;
const PAIRS = [
  ['breast-cancer/baseline.csv', 'breast-cancer/production.csv', 'breast-cancer/settings.json'],
  ['obesity/baseline.csv', 'obesity/production/week-05.csv', 'obesity/settings.json'],
  ['loans/baseline.csv', 'loans/production/batch-01.csv', 'loans/settings.json'],
] as const;

test.each(
  ['baseline.profile.json', 'baseline.driftline'].flatMap((name) =>
    PAIRS.map((pair) => [...pair, name] as const),
  ),
)(
  'a profile of %s gives the same report of %s as the CSV, byte for byte (%s, %s)',
  async (baseline, production, config, name) => {
    const settings = ['--config', data(config)];
    const profile = folder.at(name);
    const made = await runCommand(['profile', data(baseline), '--output', profile, ...settings]);
    expect(made).toMatchObject({ code: 0, stdout: '' });
    expect(made.stderr).toMatch(/baseline[.a-z]+: [\d,]+ rows, \d+ features\n$/);
    const report = (file: string) =>
      runCommand(['check', file, data(production), '--format', 'json', ...settings]);
    expect(await report(profile)).toEqual(await report(data(baseline)));
  },
);

test('a compiled profile that was changed is refused', async () => {
  const profile = folder.at('changed.driftline');
  await runCommand(['profile', data('loans/baseline.csv'), '--output', profile]);
  const bytes = readFileSync(profile);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(profile, bytes);
  const { code, stderr } = await runCommand(['check', profile, data('loans/baseline.csv')]);
  expect(code).toBe(3);
  expect(stderr).toMatch(
    /changed\.driftline is not a profile that this version of Driftline made\. Make it again/,
  );
});

test('driftline profile prints the profile where no output is named', async () => {
  const { code, stdout } = await runCommand(['profile', data('loans/baseline.csv')]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    driftlineProfile: 1,
    baseline: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});

describe('a profile under other settings than it was made with', () => {
  const profile = folder.at('loans.json');
  const check = (...args: string[]) => runCommand(['check', profile, data('loans/baseline.csv'), ...args]);

  test('leaves out what is now the label or ignored', async () => {
    await runCommand(['profile', data('loans/baseline.csv'), '--output', profile]);
    expect((await check()).stdout).toMatch(/^Total Features: 4\n/);
    expect((await check('--label', 'approved', '--ignore', 'income')).stdout).toMatch(/^Total Features: 2\n/);
  });

  test('cannot change a type: exit 2', async () => {
    const { code, stderr } = await check(
      '--config',
      folder.put('types.json', '{"types": {"income": "categorical"}}'),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /declare column "income" categorical, and the profile was made with it numeric\. Make the profile again/,
    );
  });

  test('refuses a column that it does not know', async () => {
    expect(await check('--label', 'aproved')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean approved'),
    });
  });
});

test.each([
  [['profile'], 2, /takes one file/],
  [['profile', 'a.csv', 'b.csv'], 2, /takes one file/],
  [['profile', 'a.csv', '--alpha', '0.1'], 2, /Unknown option --alpha\. See driftline profile --help/],
  [['profile', 'none.csv'], 3, /none\.csv: there is no such file/],
  [['profile', data('loans/baseline.csv'), '--output', folder.at('none/x.json')], 2, /there is no folder/],
])('driftline %j is refused', async (args, code, words) => {
  const outcome = await runCommand(args);
  expect([outcome.code, outcome.stdout]).toEqual([code, '']);
  expect(outcome.stderr).toMatch(words);
});

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be written to is refused before the work',
  async () => {
    const closed = folder.at('closed');
    mkdirSync(closed, { mode: 0o500 });
    const output = join(closed, 'x.json');
    expect(await runCommand(['profile', data('loans/baseline.csv'), '--output', output])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`the folder ${closed} may not be written to`),
    });
  },
);

test('a link is followed, and a pipe is written to: neither is replaced', async () => {
  const file = folder.put('file.json', 'old');
  const [link, pipe] = [folder.at('link.json'), folder.at('pipe')];
  symlinkSync(file, link);
  execFileSync('mkfifo', [pipe]);
  const reading = readFile(pipe, 'utf8');
  for (const output of [link, pipe]) {
    expect(await runCommand(['profile', data('loans/baseline.csv'), '--output', output])).toMatchObject({
      code: 0,
    });
  }
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
  expect(await reading).toBe(readFileSync(file, 'utf8'));
});

test('an interrupted write leaves the old file as it was', async () => {
  const path = folder.put('kept.json', 'old');
  const interrupt = new AbortController();
  interrupt.abort();
  const { code } = await runCommand(['profile', data('loans/baseline.csv'), '--output', path], {
    signal: interrupt.signal,
  });
  expect(code).toBe(130);
  expect(readFileSync(path, 'utf8')).toBe('old');
});

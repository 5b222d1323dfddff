import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, createReadStream, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../infra/cli/temporary-folder.ts';

/** The built command as a process of its own. */
const DRIFTLINE = fileURLToPath(new URL('../../dist/cli/driftline.js', import.meta.url));
const data = (path: string) => fileURLToPath(new URL(`../../data/${path}`, import.meta.url));
const BASELINE = data('breast-cancer/baseline.csv');
const PRODUCTION = data('breast-cancer/production.csv');
const folder = temporaryFolder();

function start(args: readonly string[], cwd = folder.path, command = DRIFTLINE): ChildProcess {
  const { NODE_OPTIONS, ...env } = process.env;
  return spawn(process.execPath, [command, ...args], { cwd, env, stdio: 'pipe' });
}

async function outcome(child: ChildProcess) {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.on('data', (chunk: Buffer) => {
      written[name] += chunk.toString();
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...written };
}

const check = (...args: string[]) => outcome(start(['check', ...args]));

test('driftline check of the demo pair, from any folder, finds 5 of 30 and exits 1', async () => {
  const { code, stdout, stderr } = await check(BASELINE, PRODUCTION);
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(
    /^Total Features: 30\nDrifted Features: 5\nDrift Percentage: 16\.67%\nALERT: Significant feature drift detected!\n/,
  );
});

test('driftline check of a baseline against itself exits 0', async () => {
  expect(await check(BASELINE, BASELINE)).toMatchObject({ code: 0, stderr: '' });
});

test('driftline check of a file that does not exist exits 3 with one sentence', async () => {
  expect(await check(BASELINE, 'none.csv')).toMatchObject({
    code: 3,
    stdout: '',
    stderr: 'driftline: none.csv: there is no such file. Check the path.\n',
  });
});

test('driftline check with an option that is wrong exits 2', async () => {
  expect(await check(BASELINE, PRODUCTION, '--alpha', '7')).toMatchObject({ code: 2, stdout: '' });
});

test('the build keeps code of driftline check that the Node which built it takes', () => {
  const script = fileURLToPath(new URL('../../dist/cli/check.js', import.meta.url));
  const cachedData = readFileSync(`${script}.${process.version}-${process.platform}-${process.arch}`);
  const { cachedDataRejected } = new Script(readFileSync(script, 'latin1'), { cachedData });
  expect(cachedDataRejected).toBe(false);
});

test('driftline check says the same without that code, and with one that no Node takes', async () => {
  const expected = await check(BASELINE, PRODUCTION);
  const copy = folder.at('cli');
  cpSync(dirname(DRIFTLINE), copy, { recursive: true });
  const code = readdirSync(copy).filter((name) => name.startsWith('check.js.v'));
  const say = () => outcome(start(['check', BASELINE, PRODUCTION], folder.path, join(copy, 'driftline.js')));
  for (const name of code) writeFileSync(join(copy, name), 'made by another');
  expect(await say()).toEqual(expected);
  for (const name of code) rmSync(join(copy, name));
  expect(await say()).toEqual(expected);
});

test('driftline check reads standard input through a real pipe', async () => {
  const child = start(['check', BASELINE, '-']);
  createReadStream(PRODUCTION).pipe(child.stdin!);
  expect(await outcome(child)).toMatchObject({ code: 1, stderr: '' });
});

test('driftline check writes each form of the report beside the others', async () => {
  for (const ending of ['html', 'json', 'md', 'xml', 'txt']) {
    expect(await check(BASELINE, PRODUCTION, '--output', `report.${ending}`)).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(readFileSync(folder.at(`report.${ending}`), 'utf8')).toContain('radius_mean');
  }
});

test('driftline check on two threads says what it says on one, of a file that is read in ranges', async () => {
  const [header, ...rows] = readFileSync(PRODUCTION, 'utf8').trimEnd().split('\n');
  const copies = Math.ceil(40_000_000 / Buffer.byteLength(rows.join('\n')));
  const large = folder.put('large.csv', `${header}\n${`${rows.join('\n')}\n`.repeat(copies)}`);
  const json = (threads: string) => check(BASELINE, large, '--format', 'json', '--threads', threads);
  const { code, stdout } = await json('1');
  expect(JSON.parse(stdout).current.rows).toBe(copies * rows.length);
  expect(await json('2')).toEqual({ code, signal: null, stdout, stderr: '' });
});

test('a reader that closes the pipe early is no failure: the verdict stays in the exit code', async () => {
  const child = start(['check', BASELINE, PRODUCTION, '--format', 'html']);
  child.stdout!.destroy();
  const stderr: Buffer[] = [];
  child.stderr!.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [code] = await once(child, 'close');
  expect([code, Buffer.concat(stderr).toString()]).toEqual([1, '']);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while it waits for data ends it with 130, and nothing is left',
  async (signal) => {
    const before = readdirSync(folder.path);
    const child = start(['check', BASELINE, '-', '--output', 'late.html']);
    child.stdin!.write('id,diagnosis,radius_mean\n1,M,17\n');
    // Long enough to have begun to read, on a busy machine too.
    await sleep(2500);
    const ended = outcome(child);
    child.kill(signal);
    expect(await ended).toEqual({ code: 130, signal: null, stdout: '', stderr: '' });
    expect(readdirSync(folder.path)).toEqual(before);
  },
);

test('driftline --version and --help answer without reading anything', async () => {
  expect(await outcome(start(['--version']))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  for (const command of [[], ['check'], ['profile'], ['simulate'], ['start']]) {
    const { code, stdout } = await outcome(start([...command, '--help']));
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: driftline');
  }
});

test('driftline simulate and check work together in a pipe', async () => {
  const rehearse = async (...disturbance: string[]) => {
    const made = start([
      'simulate',
      data('loans/baseline.csv'),
      ...disturbance,
      '--rows',
      '500',
      '--seed',
      '7',
    ]);
    const checked = start([
      'check',
      data('loans/baseline.csv'),
      '-',
      '--config',
      data('loans/settings.json'),
    ]);
    made.stdout!.pipe(checked.stdin!);
    return (await outcome(checked)).code;
  };
  expect(await rehearse('--shift', 'credit_score=-50')).toBe(1);
  expect(await rehearse('--none')).toBe(0);
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EmbeddedRun, startEmbeddedRun } from '../../../infra/local/embedded-run.ts';
import type { News } from '../../../infra/local/news.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
  tinyCsv,
} from '../../functions/sample-csv.ts';
import { runCommand } from '../cli/run-command.ts';

const DEMO = new URL('../../../data/', import.meta.url);

let root: string;
let news: News[];
let log: string[];
let run: EmbeddedRun | null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'driftline-run-'));
  news = [];
  log = [];
  run = null;
});
afterEach(async () => {
  await run?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function start(demo: URL | null = null): Promise<EmbeddedRun> {
  run = await startEmbeddedRun({
    stateFolder: root,
    port: { port: 0, orAnother: false },
    demo,
    web: 'dist/web',
    onNews: (one) => news.push(one),
    log: (line) => log.push(line),
  });
  return run;
}

async function stop(): Promise<void> {
  await run?.stop();
  run = null;
}

function copy(key: string, content: string): void {
  const path = join(root, 'inputs', ...key.split('/'));
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

const told = () => news.map(({ kind, ...rest }) => `${kind} ${'key' in rest ? rest.key : ''}`);
const hear = (...expected: string[]) =>
  vi.waitFor(() => expect(told()).toEqual(expect.arrayContaining(expected)), { timeout: 10_000 });
const read = async (path: string) => (await fetch(`${run?.url}/api/v1${path}`)).text();

test('every file copied into the inputs folder is answered, whatever becomes of it', async () => {
  await start();
  copy('production/churn/early.csv', cleanCsv(1));
  await hear('waiting production/churn/early.csv');
  copy('baseline/churn/train.csv', baselineCsv());
  await hear('baseline baseline/churn/train.csv', 'verdict production/churn/early.csv');

  copy('production/churn/drift.csv', driftedCsv(2));
  copy('production/churn/tiny.csv', tinyCsv(3));
  copy('production/churn/again.csv', cleanCsv(1));
  copy('production/churn/book.xlsx', 'PK');
  copy('monitors/churn.json', '{"alpha":0.01}');
  copy('monitors/other.json', '{"alpha":7}');
  copy('june.csv', cleanCsv(4));
  await hear(
    'verdict production/churn/drift.csv',
    'verdict production/churn/tiny.csv',
    'refused production/churn/book.xlsx',
    'refused monitors/other.json',
    'settings ',
    'misplaced june.csv',
  );
  // It may have come before the settings, or after: then it is judged by them.
  await vi.waitFor(() => expect(told().join()).toMatch(/(duplicate|verdict) production\/churn\/again\.csv/));
  const verdicts = news.flatMap((one) =>
    one.kind === 'verdict' ? [`${one.key} ${one.report.verdict}`] : [],
  );
  expect(verdicts).toEqual(
    expect.arrayContaining([
      'production/churn/early.csv ok',
      'production/churn/drift.csv drift',
      'production/churn/tiny.csv insufficient',
    ]),
  );
  expect(log.filter((line) => !/^(critical|warning): Driftline: /.test(line))).toEqual([]);
});

test('the same content again is told of as a duplicate', async () => {
  await start();
  copy('baseline/train.csv', baselineCsv());
  copy('production/a.csv', cleanCsv(1));
  await hear('verdict production/a.csv');
  copy('production/b.csv', cleanCsv(1));
  await hear('duplicate production/b.csv');
});

test('what another process asks for is done within two seconds: a candidate is put in charge, and taken back', async () => {
  await start();
  copy('baseline/train.csv', labelledCsv(baselineCsv()));
  await hear('model baseline/train.csv');
  copy('baseline/newer.csv', labelledCsv(`${baselineCsv()}50,50,0.5\n`));
  await hear('baseline baseline/newer.csv');
  const within = (expected: string) =>
    vi.waitFor(() => expect(told()).toContain(expected), { timeout: 2000, interval: 20 });
  expect(await runCommand(['promote', '--state', root])).toMatchObject({ code: 0, stderr: '' });
  await within('promotion baseline/newer.csv');
  await hear('model baseline/newer.csv');
  expect(await runCommand(['rollback', '--state', root])).toMatchObject({ code: 0, stderr: '' });
  await within('promotion baseline/train.csv');
  expect(news.at(-1)).toMatchObject({ kind: 'promotion', model: 'in-charge' });
  expect(log).toEqual([]);
});

test('the first run loads the demo without a word about waiting; the next finds it and loads nothing', async () => {
  await start(DEMO);
  // It has the answers: a model that learned from it waits for approval.
  await hear('performance production/breast-cancer-production.csv', 'challenger ');
  // The first model may be there before the batch is judged, or after.
  expect(told().sort()).toEqual([
    'baseline baseline/breast-cancer-baseline.csv',
    'challenger ',
    'model baseline/breast-cancer-baseline.csv',
    'performance production/breast-cancer-production.csv',
    'predictions production/breast-cancer-production.csv',
    'retraining ',
    'settings ',
    'verdict production/breast-cancer-production.csv',
  ]);
  const alerts = () => readdirSync(join(root, 'alerts')).filter((name) => name.endsWith('.txt'));
  expect(alerts()).toHaveLength(2);
  const letters = alerts().map((name) => readFileSync(join(root, 'alerts', name), 'utf8'));
  for (const letter of letters) expect(letter).toContain(run?.url);
  expect(letters.join()).toContain(
    `To put it in charge: driftline promote --monitor default --state ${root} `,
  );
  await stop();

  news = [];
  await start(DEMO);
  copy('production/new.csv', readFileSync(new URL('breast-cancer/baseline.csv', DEMO), 'utf8'));
  // The file has the answers as well.
  await hear('verdict production/new.csv', 'performance production/new.csv');
  expect(told().sort()).toEqual([
    'performance production/new.csv',
    'predictions production/new.csv',
    // A reminder, after every start.
    'retraining-waits ',
    'verdict production/new.csv',
  ]);
  expect(await read('/monitors/default/batches')).toContain('breast-cancer-production.csv');
  expect(alerts()).toHaveLength(2);
});

test('labels copied in are told of, and what they say of the predictions', async () => {
  await start();
  copy('labels/churn/early.csv', labelsCsv('a', 0, 10));
  await hear('waiting labels/churn/early.csv');
  copy('baseline/churn/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
  await hear('labels labels/churn/early.csv', 'model baseline/churn/train.csv');
  copy('production/churn/a.csv', identifiedCsv(cleanCsv(1), 'a'));
  await hear('performance production/churn/a.csv');
  copy('labels/churn/late.csv', labelsCsv('a', 10, 60));
  await hear('labels labels/churn/late.csv');
  await vi.waitFor(() =>
    expect(news.flatMap((one) => (one.kind === 'performance' ? [one.labelled] : []))).toEqual([10, 60]),
  );
});

test('what is in the folder already is the user’s: no demo is loaded beside it', async () => {
  copy('baseline/train.csv', baselineCsv());
  copy('production/a.csv', cleanCsv(1));
  await start(DEMO);
  await hear('verdict production/a.csv');
  expect(told().join()).not.toContain('breast-cancer');
});

test('settings in the folder are the user’s: no demo is loaded beside them', async () => {
  copy('monitors/default.json', '{ "alpha": 0.01 }');
  await start(DEMO);
  await hear('settings ');
  expect(readdirSync(join(root, 'inputs', 'baseline'))).toEqual([]);
});

test('files that a crash or the system left in the folder do not keep the demo away', async () => {
  copy('production/.breast-cancer-production.csv.part', 'half');
  copy('.DS_Store', '');
  await start(DEMO);
  await hear('verdict production/breast-cancer-production.csv');
});

test('a run that is told to stop does so within two seconds, in the middle of a large file, and goes on with it next time', async () => {
  await start();
  copy('baseline/train.csv', baselineCsv());
  await hear('baseline baseline/train.csv');
  const [header = '', ...lines] = cleanCsv(1).trimEnd().split('\n');
  copy('production/large.csv', `${header}\n${`${lines.join('\n')}\n`.repeat(15_000)}`);
  await vi.waitFor(async () => expect(await read('/monitors')).toContain('"atWork":1'), {
    timeout: 20_000,
    interval: 20,
  });
  const before = performance.now();
  await stop();
  expect(performance.now() - before).toBeLessThan(2000);
  expect(told()).not.toContain('verdict production/large.csv');
  await start();
  await hear('verdict production/large.csv');
}, 60_000);

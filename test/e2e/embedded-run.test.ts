import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  downloadPredictions,
  downloadReportHtml,
  getBatch,
  listBatches,
} from '../../functions/dashboard/wire/batches.ts';
import { pathOf } from '../../functions/dashboard/wire/endpoint.ts';
import { getMonitor } from '../../functions/dashboard/wire/monitors.ts';
import { seededRandom } from '../../shared/stats/random.ts';
import { StartProcess } from './start-process.ts';

const BASELINE = fileURLToPath(new URL('../../data/breast-cancer/baseline.csv', import.meta.url));
const SUMMARY = `Total Features: 30
Drifted Features: 5
Drift Percentage: 16.67%
ALERT: Significant feature drift detected!
`;

let folder: string;
let processes: StartProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftline-e2e-'));
  processes = [];
});
afterEach(async () => {
  for (const one of processes) await one.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): StartProcess {
  const one = new StartProcess(folder, args);
  processes.push(one);
  return one;
}

const inputs = (...path: string[]) => join(folder, '.driftline', 'inputs', ...path);
const alerts = () =>
  readdirSync(join(folder, '.driftline', 'alerts')).filter((name) => name.endsWith('.txt'));
const text = async (url: string) => (await fetch(url)).text();
/** What the page of the monitor `default` is made of. */
async function pageAt(url: string) {
  const api = `${url}/api/v1`;
  const read = async <E extends { path: `/monitors/{monitor}${string}`; answer: v.GenericSchema }>(
    endpoint: E,
    params: { readonly batch?: string } = {},
  ): Promise<v.InferOutput<E['answer']>> => {
    const path = pathOf<string>(endpoint, { monitor: 'default', ...params });
    return v.parse(endpoint.answer, JSON.parse(await text(api + path)));
  };
  const { items } = await read(listBatches);
  const batches = items.filter((batch) => batch.state === 'judged');
  return { api, read, batches, names: batches.map(({ file }) => file.name) };
}
const SCORED = '  Scored: 569 predictions, which have drifted too';

describe('driftline start in an empty folder', () => {
  test('prints the verdict on the demo, shows it, takes a file in two seconds, stops, and finds it all again', async () => {
    const first = start();
    await first.shows(SUMMARY);
    const url = await first.url();
    expect(first.stdout).toContain('breast-cancer-production.csv (monitor default)');
    await expect
      .poll(() => first.stderr)
      .toMatch(/^critical: Driftline: data drift in default \(5 of 30 features\) \(.*\.txt\)$/m);
    expect(await text(url)).toContain('<div id="app">');
    const { api, read, batches } = await pageAt(url);
    const batch = batches[0]?.batchId ?? '';
    expect(await text(api + pathOf(downloadReportHtml, { monitor: 'default', batch }))).toContain(
      'The data has drifted',
    );

    await first.shows('A model was learned from it: logistic-regression on 569 rows, 98 % right');
    await first.shows(SCORED);
    const { model = '' } = (await read(getBatch, { batch })).predictions[0] ?? {};
    const csv = await text(api + pathOf(downloadPredictions, { monitor: 'default', batch, model }));
    expect(csv).toMatch(/^row_id,prediction,p_B,p_M,model\n/);
    expect(csv.trimEnd().split('\n')).toHaveLength(1 + 569);

    copyFileSync(BASELINE, inputs('production', 'a b+c %20 größe.csv'));
    const copied = performance.now();
    await first.shows('a b+c %20 größe.csv (monitor default)\nTotal Features: 30\nDrifted Features: 0\n');
    expect(performance.now() - copied).toBeLessThan(2000);

    const stopping = performance.now();
    expect(await first.end('SIGINT')).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(2000);
    expect(first.stdout).toMatch(/Stopped\. Start again to go on where it was\.\n$/);

    const second = start();
    const page = await pageAt(await second.url());
    expect(page.batches.map(({ batchId }) => batchId)).toContain(batch);
    expect(page.names).toEqual(['a b+c %20 größe.csv', 'breast-cancer-production.csv']);
    await pause(1500);
    expect(second.stdout).not.toContain('Total Features');
    expect(alerts()).toHaveLength(2);
  });

  test('killed at any moment of the first run, it ends as if nothing had happened', async () => {
    const random = seededRandom(20_261_121);
    // How long a whole first run takes here and now: the moments of the kills are spread over it.
    const began = performance.now();
    const whole = start('--state', 'whole');
    await whole.shows(SUMMARY);
    await whole.shows(SCORED);
    const wholeMs = performance.now() - began;
    await whole.end('SIGKILL');

    const terminal: string[] = [];
    for (let kill = 0; kill < 8; kill++) {
      const killed = start();
      await pause(((kill + random.uniform()) / 8) * wholeMs * 1.1);
      await killed.end('SIGKILL');
      terminal.push(killed.stdout);
    }
    const last = start();
    const url = await last.url();
    await expect
      .poll(async () => (await pageAt(url).catch(() => null))?.names, { timeout: 15_000 })
      .toHaveLength(1);
    // Of the drift, and of the better model that waits for approval.
    await expect.poll(() => alerts(), { timeout: 15_000 }).toHaveLength(2);
    for (const said of [SUMMARY, SCORED]) {
      await expect
        .poll(() => (terminal.join('') + last.stdout).includes(said), { timeout: 15_000 })
        .toBe(true);
    }

    // Whatever still lies in a queue is delivered: it changes nothing.
    await pause(3000);
    const { batches, read } = await pageAt(url);
    expect(batches).toHaveLength(1);
    expect((await read(getBatch, { batch: batches[0]?.batchId ?? '' })).predictions).toHaveLength(1);
    const { status, model, atWork, waiting } = await read(getMonitor);
    expect({ status, atWork, waiting }).toEqual({ status: 'unreliable', atWork: 0, waiting: 0 });
    expect(model?.metrics.accuracy).toBeCloseTo(0.98, 2);
    expect(alerts()).toHaveLength(2);
    const letters = alerts().map((name) => readFileSync(join(folder, '.driftline', 'alerts', name), 'utf8'));
    expect(letters.filter((letter) => letter.includes('5 of 30 features'))).toHaveLength(1);
    expect(
      letters.filter((letter) => letter.includes('To put it in charge: driftline promote')),
    ).toHaveLength(1);
  });

  test('begins empty with --no-demo, and answers a batch that waits and a file that is no CSV', async () => {
    const run = start('--no-demo');
    expect(JSON.parse(await text(`${await run.url()}/api/v1/monitors`))).toEqual({ items: [], cursor: null });
    mkdirSync(inputs('production', 'churn'));
    writeFileSync(inputs('production', 'churn', 'book.xlsx'), 'PK');
    copyFileSync(BASELINE, inputs('production', 'churn', 'june.csv'));
    await run.shows(
      /book\.xlsx \(monitor churn\)\n {2}Cannot be used: .*only files that end in \.csv.* are read/,
    );
    await run.shows(/june\.csv \(monitor churn\)\n {2}Waits for a baseline/);
    mkdirSync(inputs('baseline', 'churn'));
    copyFileSync(BASELINE, inputs('baseline', 'churn', 'train.csv'));
    await run.shows(/june\.csv \(monitor churn\)\nTotal Features: 30\n/);
  });
});

describe('driftline start refuses in a sentence', () => {
  test('a state folder that another process works on: exit 2', async () => {
    await start('--no-demo').url();
    const second = start();
    expect(await second.exit()).toBe(2);
    expect(second.stderr).toMatch(/^driftline: Another driftline runs on \.driftline: stop it[^\n]*\n$/);
  });

  test('a port that is taken, when it was asked for: exit 2; the default gives way', async () => {
    const url = await start('--no-demo').url();
    const asked = start('--no-demo', '--state', 'other', '--port', new URL(url).port);
    expect(await asked.exit()).toBe(2);
    expect(asked.stderr).toMatch(/^driftline: Port \d+ is taken: name another with --port\.\n$/);
    expect(await start('--no-demo', '--state', 'third').url()).not.toBe(url);
  });

  test('a state folder that cannot be made: exit 3', async () => {
    writeFileSync(join(folder, 'file'), '');
    const run = start('--state', 'file');
    expect(await run.exit()).toBe(3);
    expect(run.stderr).toMatch(/^driftline: Cannot work in the state folder file: [^\n]*\n$/);
    expect(run.stdout).toBe('');
  });

  test.each([['--port', '99999'], ['--port', 'x'], ['--state', ''], ['file.csv']])(
    '%s %s: exit 2',
    async (...args) => {
      const run = start(...args.filter((arg) => arg !== undefined));
      expect(await run.exit()).toBe(2);
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
    },
  );
});

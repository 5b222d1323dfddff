import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../functions/adapters/local/database.ts';
import { LocalRecords } from '../../../functions/adapters/local/records.ts';
import { type BaselineRecord, baselineKey } from '../../../functions/records/baseline-record.ts';
import { type ModelRecord, modelKey } from '../../../functions/records/model-record.ts';
import { monitorKey, newMonitor } from '../../../functions/records/monitor-record.ts';
import { putRecord } from '../../../functions/records/record.ts';
import { runCommand } from './run-command.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'driftline-models-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const artifact = { key: 'models/churn/m1/model.json', sha256: 'a'.repeat(64) };
const model: ModelRecord = {
  version: 'm1',
  baseline: 'b1',
  label: 'left',
  kind: 'logistic-regression',
  seed: 1,
  trainRowsMax: 20_000,
  requested: 1,
  state: 'in-charge',
  trained: {
    document: artifact,
    card: artifact,
    rows: 1200,
    classes: ['no', 'yes'],
    metrics: { accuracy: 0.91, logLoss: 0.2 },
  },
  refusal: null,
  retrain: null,
  unusableTold: null,
};

const baseline: BaselineRecord = {
  version: 'b1',
  order: { lastModified: 1, key: 'baseline/churn/train.csv', versionId: 'v1' },
  sha256: 'b'.repeat(64),
  rows: 1200,
  features: 12,
  label: 'left',
  id: null,
  profile: { key: 'profiles/churn/b1.json', sha256: 'c'.repeat(64) },
  compiled: null,
  window: null,
  settings: null,
  reading: 'r',
  state: 'in-charge',
};

async function givenBaselines(...baselines: BaselineRecord[]): Promise<void> {
  const database = openDatabase(join(state, 'driftline.db'));
  const rows = baselines.map((one) => putRecord(baselineKey('churn', one.version), one));
  await new LocalRecords(database).transact(rows);
  database.close();
}

async function given(...models: ModelRecord[]): Promise<void> {
  const database = openDatabase(join(state, 'driftline.db'));
  const records = new LocalRecords(database);
  const rows = models.map((one) => putRecord(modelKey('churn', one.version), one));
  await records.transact([putRecord(monitorKey('churn'), newMonitor('churn', 0)), ...rows]);
  database.close();
}

test('driftline models lists every model with its state and figures, and why one could not be trained', async () => {
  const refused = {
    ...model,
    version: 'm0',
    requested: 0,
    state: 'refused',
    trained: null,
    refusal: 'One class\u001b only.',
  } as const;
  await given(model, refused);
  expect(await runCommand(['models', '--state', state])).toEqual({
    code: 0,
    stderr: '',
    stdout: `churn  model m0
  logistic-regression, could not be trained
  One class\\u001b only.

churn  model m1
  logistic-regression, in charge
  predicts left (2 classes), learned from 1,200 rows
  accuracy 0.910, logLoss 0.200
`,
  });
});

test('driftline models lists every baseline before the models, with the version that promote takes', async () => {
  await given(model);
  const newer = {
    ...baseline,
    version: 'b2',
    order: { ...baseline.order, key: 'baseline/churn/new\u001b.csv' },
    rows: 1,
    state: 'candidate',
  } as const;
  await givenBaselines(baseline, newer);
  const { stdout } = await runCommand(['models', '--state', state]);
  expect(stdout.split('churn  model')[0]).toBe(`churn  baseline b1
  baseline/churn/train.csv, in charge
  1,200 rows, 12 features

churn  baseline b2
  baseline/churn/new\\u001b.csv, waits as a candidate
  1 row, 12 features

`);
});

test('driftline models without any says how there would be one', async () => {
  await given();
  const { code, stdout } = await runCommand(['models', '--state', state]);
  expect([code, stdout]).toEqual([
    0,
    'No baselines and no models. A model is trained by itself when a baseline has a label column.\n',
  ]);
});

test('driftline models of a folder without state is refused, and makes none', async () => {
  const { code, stderr } = await runCommand(['models', '--state', join(state, 'none')]);
  expect(code).toBe(2);
  expect(stderr).toContain('run driftline start, or name its folder with --state');
  expect((await runCommand(['models', 'file.csv'])).code).toBe(2);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../functions/adapters/local/database.ts';
import { LocalRecords } from '../../../functions/adapters/local/records.ts';
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
  unusableTold: null,
};

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
    stdout: `churn  m0
  logistic-regression, could not be trained
  One class\\u001b only.

churn  m1
  logistic-regression, in charge
  predicts left (2 classes), learned from 1,200 rows
  accuracy 0.910, logLoss 0.200
`,
  });
});

test('driftline models without any says how there would be one', async () => {
  await given();
  const { code, stdout } = await runCommand(['models', '--state', state]);
  expect([code, stdout]).toEqual([
    0,
    'No models. One is trained by itself when a baseline has a label column.\n',
  ]);
});

test('driftline models of a folder without state is refused, and makes none', async () => {
  const { code, stderr } = await runCommand(['models', '--state', join(state, 'none')]);
  expect(code).toBe(2);
  expect(stderr).toContain('run driftline start, or name its folder with --state');
  expect((await runCommand(['models', 'file.csv'])).code).toBe(2);
});

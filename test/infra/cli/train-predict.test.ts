import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { loadModel } from '../../../shared/model/model-document.ts';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const data = (path: string) => new URL(`../../../data/${path}`, import.meta.url).pathname;
const LOANS = data('loans/baseline.csv');
const LOANS_SETTINGS = data('loans/settings.json');

const trainLoans = async (...args: string[]) => {
  const output = folder.at(`model-${args.join('-').replaceAll('/', '_')}.json`);
  const outcome = await runCommand(['train', LOANS, '--config', LOANS_SETTINGS, '--output', output, ...args]);
  return { ...outcome, output };
};

describe('driftline train', () => {
  test('writes the model and its card, and says how good it is', async () => {
    const card = folder.at('card.md');
    const { code, stdout, stderr, output } = await trainLoans('--card', card);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain(`${output}: right in 98.6 %`);
    const { document } = loadModel(readFileSync(output, 'utf8'));
    expect(document).toMatchObject({ kind: 'boosted-trees', label: 'approved', seed: 1 });
    expect(document.trainedOn).toMatchObject({ uri: LOANS, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(readFileSync(card, 'utf8')).toContain('# Model for `approved`');
  });

  test('of the kind, with the seed and from as many rows as asked', async () => {
    const { output } = await trainLoans('--kind', 'logistic-regression', '--seed', '5', '--rows-max', '300');
    const { document } = loadModel(readFileSync(output, 'utf8'));
    expect(document).toMatchObject({ kind: 'logistic-regression', seed: 5 });
    expect(document.trainedOn).toMatchObject({ rows: 1000 });
    expect(document.trainedOn.rowsUsed).toBeLessThanOrEqual(300);
  });

  test('writes the model to standard output where no file is named', async () => {
    const { code, stdout } = await runCommand(['train', LOANS, '--label', 'approved', '--id', 'id']);
    expect(code).toBe(0);
    expect(loadModel(stdout).document.classes).toEqual(['no', 'yes']);
  });

  test.each([
    [['train'], 2, 'driftline train takes one file'],
    [['train', LOANS, '--kind', 'oracle'], 2, 'Choose one of: logistic-regression, boosted-trees'],
    [['train', LOANS, '--seed', 'x'], 2, '--seed must be a whole number above 0, not "x"'],
    [['train', LOANS, '--label', 'aproved'], 2, 'Did you mean "approved"?'],
    [['train', LOANS], 3, 'Name it as `label` in the settings'],
    [['train', '/nowhere.csv', '--label', 'y'], 3, '/nowhere.csv: there is no such file'],
  ])('%j: exit %i', async (args, code, message) => {
    const outcome = await runCommand(args);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toMatch(/^driftline: .+\n$/);
    expect(outcome.stderr).toContain(message);
  });

  test('too few rows: exit 3, with how many are missing', async () => {
    const few = folder.put('few.csv', readFileSync(LOANS, 'utf8').split('\n').slice(0, 11).join('\n'));
    const { code, stderr } = await runCommand(['train', few, '--label', 'approved', '--id', 'id']);
    expect(code).toBe(3);
    expect(stderr).toContain('There are 10 labelled rows, and a model needs at least 50. Bring 40 more.');
  });
});

describe('driftline predict', () => {
  test('writes a prediction for each row, and says that they look like those in training', async () => {
    const { output: model } = await trainLoans('--kind', 'boosted-trees');
    const output = folder.at('predictions.csv');
    const { code, stderr } = await runCommand([
      'predict',
      model,
      data('loans/production/batch-01.csv'),
      '--output',
      output,
    ]);
    expect([code, stderr]).toEqual([0, '500 rows predicted. The predictions look like those in training.\n']);
    const [header, ...rows] = parse(readFileSync(output, 'utf8')) as string[][];
    expect(header).toEqual(['row_id', 'prediction', 'p_no', 'p_yes', 'model']);
    const truth = new Map(
      parse(readFileSync(data('loans/labels/batch-01.csv'), 'utf8')) as [string, string][],
    );
    const right = rows.filter(([id, prediction]) => truth.get(id!) === prediction).length;
    expect(right / rows.length).toBeGreaterThan(0.95);
    expect(rows[0]![4]).toMatch(/^[0-9a-f]{16}$/);
  });

  test('says which answer has become more or less probable', async () => {
    const { output: model } = await trainLoans();
    const { code, stdout, stderr } = await runCommand(['predict', model, '-'], {
      stdin: readFileSync(data('loans/production/batch-15.csv'), 'utf8'),
    });
    expect([code, stdout.split('\n').length]).toEqual([0, 502]);
    expect(stderr).toMatch(/The predictions have drifted: yes is less probable \(D 0\.\d\d\)\.\n$/);
  });

  test('says which inputs are absent', async () => {
    const { output: model } = await trainLoans();
    const { stderr } = await runCommand(['predict', model, '-'], { stdin: 'id,income\na,100\n' });
    expect(stderr).toContain(
      'standard input has no credit_score, loan_amount: the usual value was taken instead',
    );
  });

  test.each([
    [['predict'], 2, 'driftline predict takes two files'],
    [['predict', '-', 'x.csv'], 2, 'The model cannot come from standard input'],
    [['predict', LOANS, LOANS], 3, 'it is not JSON'],
  ])('%j: exit %i', async (args, code, message) => {
    const outcome = await runCommand(args);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toContain(message);
  });

  test('leaves no half-written file where the batch cannot be read', async () => {
    const { output: model } = await trainLoans();
    const output = folder.at('never.csv');
    const bad = folder.put('bad.csv', 'id,income\na,"1\n');
    expect((await runCommand(['predict', model, bad, '--output', output])).code).toBe(3);
    expect(() => readFileSync(output)).toThrow('ENOENT');
  });
});

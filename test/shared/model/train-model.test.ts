import { beforeAll, describe, expect, test } from 'vitest';
import { renderCard } from '../../../shared/model/card.ts';
import { MODEL_KINDS, modelKind } from '../../../shared/model/kinds/all-kinds.ts';
import { loadModel, type ModelDocument, modelToJson } from '../../../shared/model/model-document.ts';
import { trainModel } from '../../../shared/model/train-model.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { labelledRows, rowsOfCsv, rowsOfSample, trainingRows } from './rows.ts';

const options = {
  kind: modelKind('logistic-regression'),
  seed: 1,
  monitor: 'loans',
  source: { uri: 'loans/baseline.csv', versionId: null, sha256: 'ab'.repeat(32) },
  engineVersion: '1.2.3',
};

let loans: ModelDocument;
beforeAll(async () => {
  loans = trainModel(await rowsOfSample('loans/baseline.csv', 'approved'), options);
});

describe('trainModel', () => {
  test('says what was learned from what, and how good it is on rows it has not seen', () => {
    expect(loans).toMatchObject({
      kind: 'logistic-regression',
      monitor: 'loans',
      label: 'approved',
      id: 'id',
      classes: ['no', 'yes'],
      inputs: [{ name: 'income' }, { name: 'credit_score' }, { name: 'loan_amount' }],
      seed: 1,
      engineVersion: '1.2.3',
      trainedOn: { ...options.source, rows: 1000, rowsLabelled: 1000, rowsUsed: 1000 },
      temperature: 1,
    });
    // scikit-learn on the same rows, in other folds: .861, .936, .321.
    const { accuracy, rocAuc, logLoss, confusion } = loans.evaluation.metrics;
    expect(Math.abs(accuracy.value - 0.861)).toBeLessThan(0.01);
    expect(Math.abs(rocAuc!.value - 0.936)).toBeLessThan(0.01);
    expect(Math.abs(logLoss.value - 0.321)).toBeLessThan(0.01);
    expect(confusion.flat().reduce((a, b) => a + b)).toBe(1000);
    expect(loans.importance.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(loans.scoreProfile.map((scores) => [scores.class, scores.cumulative.at(-1)])).toEqual([
      ['yes', 1000],
    ]);
  });

  test('gives the same bytes for the same rows', async () => {
    const again = trainModel(await rowsOfSample('loans/baseline.csv', 'approved'), options);
    expect(modelToJson(again)).toBe(modelToJson(loans));
  });

  test('of answers that are pure chance promises nothing', () => {
    const random = seededRandom(3);
    const x = Array.from({ length: 600 }, () => random.normal());
    const rows = labelledRows(
      { x },
      x.map(() => (random.uniform() < 0.5 ? 'a' : 'b')),
    );
    for (const kind of Object.values(MODEL_KINDS)) {
      const { metrics } = trainModel(trainingRows(rows), { ...options, kind }).evaluation;
      expect(Math.abs(metrics.accuracy.value - 0.5)).toBeLessThan(0.06);
      // Overconfident trees are corrected until their probabilities admit it.
      expect(metrics.calibration.expectedError).toBeLessThan(0.06);
    }
  });

  test('copies of a row are not used to praise a model that knows them by heart', () => {
    const random = seededRandom(4);
    const x = Array.from({ length: 300 }, () => random.normal());
    const answers = x.map(() => (random.uniform() < 0.5 ? 'a' : 'b'));
    const twice = labelledRows({ x: [...x, ...x.slice(0, 150)] }, [...answers, ...answers.slice(0, 150)]);
    const { metrics } = trainModel(trainingRows(twice), {
      ...options,
      kind: modelKind('boosted-trees'),
    }).evaluation;
    expect(metrics.accuracy.value).toBeLessThan(0.6);
  });
});

describe('trainModel refuses, and says the way out', () => {
  const lines = (count: number, line: (row: number) => string) =>
    `x,z,y\n${Array.from({ length: count }, (_, row) => line(row)).join('\n')}\n`;
  test.each([
    [
      'one class only',
      lines(60, (row) => `${row / 7},${row},yes`),
      'All 60 rows have the same answer, "yes"',
    ],
    [
      '10 labelled rows',
      lines(10, (row) => `${row / 7},${row},${row % 2}`),
      'There are 10 labelled rows, and a model needs at least 50. Bring 40 more.',
    ],
    [
      'a class with one row',
      lines(60, (row) => `${row / 7},${row},${row === 5 ? 'yess' : row % 2}`),
      'Class "yess" has 1 row: it cannot be both learned and checked.',
    ],
    [
      'a class of copies',
      lines(60, (row) => (row < 4 ? '0.5,0.5,copy' : `${row / 7},${row},${row % 2}`)),
      'Class "copy" has 4 rows, which are copies or have one id',
    ],
    ['inputs that never vary', lines(60, (row) => `7,7,${row % 2}`), 'None of the 2 inputs varies'],
    [
      'an infinite input',
      lines(60, (row) => `${row / 7},${row === 9 ? 'inf' : row},${row % 2}`),
      'Input "z" is infinite in 1 of 60 rows',
    ],
  ])('%s', async (_, text, message) => {
    const training = await rowsOfCsv(text, { label: 'y', types: { x: 'numeric', z: 'numeric' } });
    for (const kind of Object.values(MODEL_KINDS)) {
      expect(() => trainModel(training, { ...options, kind })).toThrow(message);
      expect(() => trainModel(training, { ...options, kind })).toThrow(
        expect.objectContaining({ name: 'TrainingError' }),
      );
    }
  });
});

describe('loadModel', () => {
  test('predicts as the model that was saved', async () => {
    const { rows } = await rowsOfSample('loans/baseline.csv', 'approved');
    const model = loadModel(modelToJson(loans));
    expect(model.predict(rows)).toEqual(options.kind.predict(loans.model, rows));
    expect(modelToJson(model.document)).toBe(modelToJson(loans));
  });

  test.each([
    ['no JSON', () => 'hello', 'it is not JSON'],
    [
      'another version',
      () => ({ ...loans, schemaVersion: 2 }),
      'this version reads models of version 1, not 2',
    ],
    [
      'an unknown kind',
      () => ({ ...loans, kind: 'oracle' }),
      'kind "oracle", which this version does not know. It knows: logistic-regression, boosted-trees',
    ],
    ['a kind that is a part of every object', () => ({ ...loans, kind: 'constructor' }), 'does not know'],
    [
      'no model inside',
      () => ({ ...loans, model: { nothing: 1 } }),
      'no logistic-regression model that can be read: model.',
    ],
    [
      'coefficients of other inputs',
      () => ({ ...loans, model: { ...(loans.model as object), encoding: [] } }),
      'the coefficients do not fit the inputs',
    ],
    [
      'an input too many',
      () => ({ ...loans, inputs: [...loans.inputs, { name: 'x', type: 'numeric' }] }),
      'does not fit together',
    ],
    ['a class too many', () => ({ ...loans, classes: [...loans.classes, 'maybe'] }), 'does not fit together'],
    [
      'scores of no class',
      () => ({ ...loans, scoreProfile: [{ ...loans.scoreProfile[0], class: 'maybe' }] }),
      'does not fit together',
    ],
  ])('refuses %s', (_, document, message) => {
    const content: unknown = document();
    expect(() => loadModel(typeof content === 'string' ? content : JSON.stringify(content))).toThrow(
      expect.objectContaining({ name: 'FormatError', message: expect.stringContaining(message) }),
    );
  });
});

describe('renderCard', () => {
  test('tells people what the model does, how well, and from what', () => {
    const card = renderCard(loans);
    expect(card).toMatch(
      /^# Model for `approved`\n\nFor each row it says how probable each answer in `approved` is \(`no`, `yes`\), from 3 inputs\./,
    );
    expect(card).toMatch(
      /\| Accuracy \| 8\d\.\d % \(8\d\.\d % to 8\d\.\d %\) \| .+always answering `no` would be right in \d\d % \|/,
    );
    expect(card).toContain('Yes: they mean what they say.');
    expect(card).toContain('| `credit_score` |');
    expect(card).toContain(`| SHA-256 | \`${'ab'.repeat(32)}\` |`);
    expect(card).not.toContain('sample');
  });

  test('says when it learned from a sample, and when rows had no answer', () => {
    const trainedOn = { ...loans.trainedOn, rows: 9_000, rowsLabelled: 5_000 };
    const card = renderCard({ ...loans, trainedOn });
    expect(card).toContain('It learned from a sample: 1,000 of 5,000 rows');
    expect(card).toContain('4,000 rows without an answer in `approved` were left out');
  });

  test('shows names as text, whatever they are', () => {
    const card = renderCard({ ...loans, label: '<b>|`x`', classes: ['<script>', 'a|b'] });
    expect(card).not.toMatch(/<script>(?!`)|<b>\|/);
    const widths = card.split('\n').filter((line) => line.startsWith('| ') && line.includes('a&#124;b'));
    expect(widths[0]!.split('|')).toHaveLength(7);
  });
});

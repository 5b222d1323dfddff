import { readFileSync } from 'node:fs';
import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../../shared/model/encode.ts';
import { measure } from '../../../../shared/model/evaluate.ts';
import { logisticRegression } from '../../../../shared/model/kinds/logistic-regression.ts';
import { topClass } from '../../../../shared/model/metrics/predictions.ts';
import { takeRows } from '../../../../shared/model/take-rows.ts';
import type { LabelledRows } from '../../../../shared/model/training-data.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';
import { labelledRows, rowsOfSample } from '../rows.ts';

interface Case {
  readonly file: string;
  readonly label: string;
  readonly folds: number[];
  readonly accuracy: number;
  readonly rocAuc: number;
  readonly logLoss: number;
  readonly probabilities: number[][];
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../known-values/models/logistic-regression.json', import.meta.url), 'utf8'),
) as { cases: Case[] };
const [breastCancer, obesity, loans] = cases as [Case, Case, Case];

const train = (rows: LabelledRows) => logisticRegression.train(rows, { seed: 1 });

/** Probabilities of each row from a model trained on the other folds. */
async function inFolds({ file, label, folds }: Case) {
  const { rows } = await rowsOfSample(file, label);
  const classes = rows.classes.length;
  const probabilities = new Float64Array(rows.count * classes);
  for (const fold of new Set(folds)) {
    const positions = (inside: boolean) =>
      Int32Array.from([...folds.keys()].filter((row) => (folds[row] === fold) === inside));
    const tested = positions(true);
    const predicted = logisticRegression.predict(
      train(takeRows(rows, positions(false))),
      takeRows(rows, tested),
    );
    for (const [i, row] of tested.entries()) {
      probabilities.set(predicted.subarray(i * classes, (i + 1) * classes), row * classes);
    }
  }
  return { probabilities, classes, metrics: measure({ labels: rows.labels, classes, probabilities }) };
}

describe("logistic regression finds scikit-learn's model, in the same folds", () => {
  test.each([breastCancer, loans])('$file: the same probabilities to six digits', async (one) => {
    const { probabilities, classes, metrics } = await inFolds(one);
    for (const [row, expected] of one.probabilities.entries()) {
      for (const [k, probability] of expected.entries()) {
        expect(Math.abs(probabilities[row * classes + k]! - probability)).toBeLessThan(1e-6);
      }
    }
    expect(metrics.accuracy.value).toBeCloseTo(one.accuracy, 12);
    expect(metrics.rocAuc!.value).toBeCloseTo(one.rocAuc, 4);
    expect(metrics.logLoss.value).toBeCloseTo(one.logLoss, 5);
  });

  test('seven classes of people, numbers and categories mixed: as accurate within half a point', async () => {
    const { metrics } = await inFolds(obesity);
    expect(Math.abs(metrics.accuracy.value - obesity.accuracy)).toBeLessThan(0.005);
    expect(Math.abs(metrics.rocAuc!.value - obesity.rocAuc)).toBeLessThan(0.002);
    expect(Math.abs(metrics.logLoss.value - obesity.logLoss)).toBeLessThan(0.005);
  });
});

describe("the model is ml-logistic-regression's", () => {
  test('which predicts the same classes from it', async () => {
    const { rows } = await rowsOfSample(obesity.file, obesity.label);
    const model = train(rows);
    const probabilities = logisticRegression.predict(model, rows);
    const { values, width } = encode(model.encoding, rows);
    const features = new Matrix(
      Array.from({ length: rows.count }, (_, row) =>
        Array.from(values.subarray(row * width, (row + 1) * width)),
      ),
    );
    const copy = JSON.parse(JSON.stringify(model.regression)) as typeof model.regression;
    expect(LogisticRegression.load(copy).predict(features)).toEqual(
      Array.from({ length: rows.count }, (_, row) => topClass(probabilities, rows.classes.length, row)),
    );
  });

  test('and predicting leaves it as it was', async () => {
    const { rows } = await rowsOfSample(loans.file, loans.label);
    const model = train(rows);
    const before = JSON.stringify(model);
    logisticRegression.predict(model, rows);
    expect(JSON.stringify(model)).toBe(before);
  });
});

/** Two clouds of points, half a unit apart, beside a column of noise. */
function clouds(count: number, seed: number): LabelledRows {
  const random = seededRandom(seed);
  const answers = Array.from({ length: count }, () => (random.uniform() < 0.5 ? 'left' : 'right'));
  return labelledRows(
    {
      x: answers.map((answer) => random.normal() + (answer === 'right' ? 1.5 : 0)),
      noise: answers.map(() => random.normal()),
    },
    answers,
  );
}

describe('logisticRegression.train', () => {
  test('the same rows give the same model, byte for byte', () => {
    expect(JSON.stringify(train(clouds(200, 3)))).toBe(JSON.stringify(train(clouds(200, 3))));
  });

  test('classes that a line separates perfectly still give finite coefficients', () => {
    const rows = labelledRows({ x: [1, 2, 3, 11, 12, 13] }, ['a', 'a', 'a', 'b', 'b', 'b']);
    const probabilities = logisticRegression.predict(train(rows), rows);
    expect(probabilities.every((p) => p > 0 && p < 1)).toBe(true);
  });

  test('importance goes to the input that decides, and sums to 1', () => {
    const [x, noise] = logisticRegression.importance(train(clouds(500, 4)));
    expect(x).toBeGreaterThan(0.9);
    expect(x! + noise!).toBeCloseTo(1, 12);
  });
});

describe('logisticRegression.predict', () => {
  test.each([1e308, -1e308, Infinity, -Infinity, Number.NaN])(
    'gives probabilities that sum to 1 whatever the value: %s',
    (value) => {
      const model = train(clouds(100, 5));
      const rows = labelledRows({ x: [value], noise: [0] }, ['left']);
      const [left, right] = logisticRegression.predict(model, rows);
      expect(left! + right!).toBeCloseTo(1, 12);
      if (value > 0) expect(right).toBeGreaterThan(0.99);
      if (value < 0) expect(left).toBeGreaterThan(0.99);
    },
  );
});

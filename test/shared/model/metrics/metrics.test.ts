import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accuracy, wilson } from '../../../../shared/model/metrics/accuracy.ts';
import { brier } from '../../../../shared/model/metrics/brier.ts';
import { calibration } from '../../../../shared/model/metrics/calibration.ts';
import { confusion } from '../../../../shared/model/metrics/confusion.ts';
import { logLoss, rowLosses } from '../../../../shared/model/metrics/log-loss.ts';
import type { Predictions } from '../../../../shared/model/metrics/predictions.ts';
import { rocAuc } from '../../../../shared/model/metrics/roc-auc.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';

interface Case {
  readonly labels: number[];
  readonly probabilities: number[][];
  readonly accuracy: [value: number, low: number, high: number];
  readonly logLoss: number;
  readonly rocAuc: number;
  readonly rocAucError: number | null;
  readonly brier: number;
  readonly calibrationError: number;
}

const known = JSON.parse(
  readFileSync(new URL('../../../known-values/models/metrics.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

const predictionsOf = (labels: readonly number[], probabilities: readonly number[][]): Predictions => ({
  labels: Int32Array.from(labels),
  classes: probabilities[0]!.length,
  probabilities: Float64Array.from(probabilities.flat()),
});

describe('metrics are those of scikit-learn', () => {
  test.each(
    known.cases.map((one) => [`${one.labels.length} rows, ${one.probabilities[0]!.length} classes`, one]),
  )('%s', (_, one) => {
    const predictions = predictionsOf(one.labels, one.probabilities);
    const right = accuracy(predictions);
    expect([right.value, right.low, right.high].map((x, i) => Math.abs(x - one.accuracy[i]!))).toSatisfy(
      (errors: number[]) => errors.every((error) => error < 1e-9),
    );
    expect(Math.abs(logLoss(predictions).value - one.logLoss)).toBeLessThan(1e-9);
    expect(Math.abs(rocAuc(predictions)!.value - one.rocAuc)).toBeLessThan(1e-9);
    expect(Math.abs(brier(predictions) - one.brier)).toBeLessThan(1e-9);
    expect(Math.abs(calibration(predictions).expectedError - one.calibrationError)).toBeLessThan(1e-9);
  });

  test("the interval of ROC AUC is DeLong's, on the logit scale", () => {
    for (const one of known.cases.filter(({ rocAucError }) => rocAucError !== null)) {
      const { value, low, high } = rocAuc(predictionsOf(one.labels, one.probabilities))!;
      const logit = (x: number) => Math.log(x / (1 - x));
      const half = (1.959963984540054 * one.rocAucError!) / (value * (1 - value));
      expect(logit(low)).toBeCloseTo(logit(value) - half, 9);
      expect(logit(high)).toBeCloseTo(logit(value) + half, 9);
    }
  });
});

describe('accuracy', () => {
  test('of a tie the first class is the answer', () => {
    expect(
      accuracy(
        predictionsOf(
          [0, 1],
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
        ),
      ).value,
    ).toBe(0.5);
  });

  test('its interval stays within 0 and 1, and none right of ten is no proof of zero', () => {
    expect(wilson(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(wilson(10, 10)).toMatchObject({ value: 1, high: 1 });
  });
});

describe('rocAuc', () => {
  test('is the share of pairs ranked rightly, ties counting half: from the definition', () => {
    const random = seededRandom(5);
    const labels = Array.from({ length: 60 }, () => random.integer(2));
    const scores = labels.map((label) => (random.integer(6) + label) / 7);
    let right = 0;
    let pairs = 0;
    for (const [i, a] of labels.entries()) {
      for (const [j, b] of labels.entries()) {
        if (a !== 1 || b !== 0) continue;
        pairs++;
        right += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      }
    }
    const { value } = rocAuc(
      predictionsOf(
        labels,
        scores.map((score) => [1 - score, score]),
      ),
    )!;
    expect(value).toBeCloseTo(right / pairs, 12);
  });

  test('of a perfect ranking is 1, and the interval says how few rows that rests on', () => {
    const few = rocAuc(
      predictionsOf(
        [0, 0, 1],
        [
          [0.9, 0.1],
          [0.8, 0.2],
          [0.1, 0.9],
        ],
      ),
    )!;
    expect(few).toMatchObject({ value: 1, high: 1 });
    expect(few.low).toBeLessThan(0.3);
  });

  test('leaves out a class without a row, and is null where one class is all there is', () => {
    const rows = [
      [0.7, 0.2, 0.1],
      [0.2, 0.7, 0.1],
    ];
    expect(rocAuc(predictionsOf([0, 1], rows))!.value).toBe(1);
    expect(rocAuc(predictionsOf([0, 0], rows))).toBeNull();
  });
});

describe('logLoss', () => {
  test('a confident mistake is bad, but not infinitely', () => {
    const wrong = predictionsOf([1], [[1, 0]]);
    expect(rowLosses(wrong)[0]).toBeCloseTo(36.04, 2);
    expect(logLoss(wrong)).toMatchObject({ low: expect.closeTo(36.04, 2), high: expect.closeTo(36.04, 2) });
  });
});

describe('confusion', () => {
  test('counts right class by predicted class', () => {
    expect(
      confusion(
        predictionsOf(
          [0, 0, 1],
          [
            [0.9, 0.1],
            [0.2, 0.8],
            [0.3, 0.7],
          ],
        ),
      ),
    ).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });
});

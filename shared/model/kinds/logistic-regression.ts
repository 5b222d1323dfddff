import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';
import * as v from 'valibot';
import {
  type EncodedRows,
  encode,
  encodedSpreads,
  encodedWidth,
  encodingSchema,
  fitEncoding,
} from '../encode.ts';
import type { ModelKind } from '../model-kind.ts';
import type { LabelledRows } from '../training-data.ts';
import { fitLogistic } from './fit-logistic.ts';
import { requireSomethingToLearn } from './require-something-to-learn.ts';

const finite = v.pipe(v.number(), v.finite());

const schema = v.pipe(
  v.strictObject({
    encoding: encodingSchema,
    /** As ml-logistic-regression writes and loads it. */
    regression: v.strictObject({
      name: v.literal('LogisticRegression'),
      numSteps: finite,
      learningRate: finite,
      numberClasses: v.pipe(v.number(), v.integer(), v.minValue(2)),
      classifiers: v.array(
        v.strictObject({ numSteps: finite, learningRate: finite, weights: v.tuple([v.array(finite)]) }),
      ),
    }),
  }),
  v.check(({ encoding, regression: { numberClasses, classifiers } }) => {
    const width = encodedWidth(encoding);
    return (
      classifiers.length === numberClasses && classifiers.every(({ weights: [row] }) => row.length === width)
    );
  }, 'the coefficients do not fit the inputs'),
);

export type LogisticRegressionModel = v.InferOutput<typeof schema>;

/** A score this small or smaller counts as this: one divided by it is still a number. */
const SCORE_MIN = 1e-300;

/**
 * Logistic regression; multinomial for more than two classes. Models are kept and scored by ml-logistic-regression.
 * Its optimiser is not used: it has no intercept, no regularisation and no stopping rule, and its one-against-rest
 * fits do not reach the multinomial minimum. `fitLogistic` does, and its coefficients fit the library's form, in which
 * classifier k scores the probability of *not* k: the odds (1 − score) / score are then e to the class's own score,
 * and normalised they are the softmax.
 *
 * Training is O(steps × rows × encoded columns × classes), some tens of steps; predicting O(rows × columns × classes).
 */
export const logisticRegression: ModelKind<LogisticRegressionModel> = {
  name: 'logistic-regression',
  schema,

  train(rows) {
    requireSomethingToLearn(rows);
    const encoding = fitEncoding(rows);
    const encoded = encode(encoding, rows);
    const coefficients = fitLogistic({ ...answers(rows), rows: encoded });
    return { encoding, regression: libraryModel(coefficients, encoded.width) };
  },

  predict({ encoding, regression }, rows) {
    // A copy: loading puts the library's own objects into the list that it is given.
    const { classifiers } = LogisticRegression.load({
      ...regression,
      classifiers: [...regression.classifiers],
    });
    const features = matrixOf(encode(encoding, rows));
    const probabilities = new Float64Array(rows.count * classifiers.length);
    for (const [k, classifier] of classifiers.entries()) {
      for (const [row, score] of classifier.testScores(features).entries()) {
        probabilities[row * classifiers.length + k] = (1 - score) / Math.max(score, SCORE_MIN);
      }
    }
    return normalised(probabilities, classifiers.length);
  },

  /** The size of each input's coefficients, times how much its columns vary, summed over columns and classes. */
  importance({ encoding, regression }) {
    let at = 0;
    const sizes = encodedSpreads(encoding).map((spreads) => {
      const from = at;
      at += spreads.length;
      return spreads.reduce(
        (sum, spread, i) =>
          sum +
          regression.classifiers.reduce(
            (size, { weights }) => size + Math.abs(weights[0][from + i]!) * spread,
            0,
          ),
        0,
      );
    });
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return total === 0 ? sizes : sizes.map((size) => size / total);
  },
};

const answers = ({ labels, weights, classes }: LabelledRows) => ({
  labels,
  weights,
  classes: classes.length,
});

function libraryModel(coefficients: Float64Array, width: number): LogisticRegressionModel['regression'] {
  const classes = coefficients.length / width;
  // The library's own optimiser took no step.
  const untrained = { numSteps: 0, learningRate: 0 };
  return {
    name: 'LogisticRegression',
    ...untrained,
    numberClasses: classes,
    classifiers: Array.from({ length: classes }, (_, k) => ({
      ...untrained,
      weights: [
        Array.from(coefficients.subarray(k * width, (k + 1) * width), (coefficient) => 0 - coefficient),
      ],
    })),
  };
}

function matrixOf({ values, count, width }: EncodedRows): Matrix {
  const rows = Array.from({ length: count }, (_, row) => values.subarray(row * width, (row + 1) * width));
  return new Matrix(rows);
}

/** Makes each row sum to 1, in place. The coefficients sum to 0 over the classes, so the largest odds are at least 1. */
function normalised(odds: Float64Array, classes: number): Float64Array {
  for (let at = 0; at < odds.length; at += classes) {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += odds[at + k]!;
    for (let k = 0; k < classes; k++) odds[at + k]! /= sum;
  }
  return odds;
}

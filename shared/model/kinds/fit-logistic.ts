import type { EncodedRows } from '../encode.ts';
import { minimise } from './minimise.ts';

/** scikit-learn's default: half the squared weights (the intercept's apart) are added to the summed log loss. */
const PENALTY = 1;

const STEPS_MAX = 1_000;

/** Per unit of weight: the coefficients then agree with the exact minimum to about six digits. */
const GRADIENT_MAX = 1e-7;

export interface LogisticProblem {
  readonly rows: EncodedRows;
  readonly labels: Int32Array;
  readonly weights: Float64Array;
  readonly classes: number;
}

/**
 * Coefficients class by class, `result[class * width + column]`, whose scores' softmax gives the probabilities; they
 * sum to 0 over the classes, column by column.
 *
 * The minimum that `sklearn.linear_model.LogisticRegression` (C = 1) finds: one weight vector for two classes,
 * multinomial for more, L2 on all but the intercept (the last column). O(steps × rows × width × classes).
 *
 * @throws TrainingError when the fit does not settle
 */
export function fitLogistic(problem: LogisticProblem): Float64Array {
  const { rows, classes, weights } = problem;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const options = { gradientMax: GRADIENT_MAX * total, stepsMax: STEPS_MAX };
  if (classes === 2) {
    const fitted = minimise(binaryLoss(problem), new Float64Array(rows.width), options);
    return Float64Array.from({ length: 2 * rows.width }, (_, i) =>
      i < rows.width ? -fitted[i]! / 2 : fitted[i - rows.width]! / 2,
    );
  }
  const fitted = minimise(multinomialLoss(problem), new Float64Array(classes * rows.width), options);
  return centred(fitted, classes, rows.width);
}

type Loss = (coefficients: Float64Array, gradient: Float64Array) => number;

function binaryLoss({ rows: { values, width, count }, labels, weights }: LogisticProblem): Loss {
  return (coefficients, gradient) => {
    let loss = penalise(coefficients, gradient, width);
    for (let row = 0, at = 0; row < count; row++, at += width) {
      let score = 0;
      for (let c = 0; c < width; c++) score += values[at + c]! * coefficients[c]!;
      const margin = labels[row] === 1 ? score : -score;
      // log(1 + e^-margin) without overflow.
      const small = Math.exp(-Math.abs(margin));
      loss += weights[row]! * (Math.log1p(small) + Math.max(0, -margin));
      const wrong = (margin > 0 ? small : 1) / (1 + small);
      const slope = weights[row]! * (labels[row] === 1 ? -wrong : wrong);
      for (let c = 0; c < width; c++) gradient[c]! += slope * values[at + c]!;
    }
    return loss;
  };
}

function multinomialLoss({
  rows: { values, width, count },
  labels,
  weights,
  classes,
}: LogisticProblem): Loss {
  const scores = new Float64Array(classes);
  return (coefficients, gradient) => {
    let loss = penalise(coefficients, gradient, width);
    for (let row = 0, at = 0; row < count; row++, at += width) {
      let most = -Infinity;
      for (let k = 0; k < classes; k++) {
        let score = 0;
        for (let c = 0, w = k * width; c < width; c++, w++) score += values[at + c]! * coefficients[w]!;
        scores[k] = score;
        if (score > most) most = score;
      }
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += Math.exp(scores[k]! - most);
      loss += weights[row]! * (most + Math.log(sum) - scores[labels[row]!]!);
      for (let k = 0; k < classes; k++) {
        const probability = Math.exp(scores[k]! - most) / sum;
        const slope = weights[row]! * (k === labels[row] ? probability - 1 : probability);
        for (let c = 0, w = k * width; c < width; c++, w++) gradient[w]! += slope * values[at + c]!;
      }
    }
    return loss;
  };
}

/** Starts the gradient over with the penalty's share; the intercept is free. */
function penalise(coefficients: Float64Array, gradient: Float64Array, width: number): number {
  let penalty = 0;
  for (let i = 0; i < coefficients.length; i++) {
    const isIntercept = i % width === width - 1;
    gradient[i] = isIntercept ? 0 : PENALTY * coefficients[i]!;
    if (!isIntercept) penalty += (PENALTY * coefficients[i]! ** 2) / 2;
  }
  return penalty;
}

/** The softmax does not change when all classes' coefficients move together; summing to 0 makes them unique. */
function centred(coefficients: Float64Array, classes: number, width: number): Float64Array {
  return coefficients.map((coefficient, i) => {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += coefficients[k * width + (i % width)]!;
    return coefficient - sum / classes;
  });
}

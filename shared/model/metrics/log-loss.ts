import { type Interval, Z_95 } from './interval.ts';
import type { Predictions } from './predictions.ts';

/** As scikit-learn clips: one confident mistake is not infinitely bad. */
const PROBABILITY_MIN = Number.EPSILON;

/** Minus the logarithm of each row's probability of the right class. O(rows). */
export function rowLosses({ labels, classes, probabilities }: Predictions): Float64Array {
  return Float64Array.from(labels, (label, row) => {
    const probability = probabilities[row * classes + label]!;
    return -Math.log(Math.max(PROBABILITY_MIN, Math.min(1 - PROBABILITY_MIN, probability)));
  });
}

/**
 * Mean log loss, with the interval that the central limit theorem gives. The value is that of
 * `sklearn.metrics.log_loss`. O(rows).
 */
export function logLoss(predictions: Predictions): Interval {
  const losses = rowLosses(predictions);
  const rows = losses.length;
  const value = losses.reduce((sum, loss) => sum + loss, 0) / rows;
  const squares = losses.reduce((sum, loss) => sum + (loss - value) ** 2, 0);
  const half = rows < 2 ? 0 : Z_95 * Math.sqrt(squares / (rows - 1) / rows);
  return { value, low: Math.max(0, value - half), high: value + half };
}

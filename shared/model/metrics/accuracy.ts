import { type Interval, Z_95 } from './interval.ts';
import { type Predictions, topClass } from './predictions.ts';

/** Share of rows whose most probable class is the right one, with Wilson's interval. O(rows × classes). */
export function accuracy({ labels, classes, probabilities }: Predictions): Interval {
  const right = labels.reduce(
    (count, label, row) => count + (topClass(probabilities, classes, row) === label ? 1 : 0),
    0,
  );
  return wilson(right, labels.length);
}

/**
 * A share with Wilson's score interval (1927), which stays within 0 and 1 and says something at 0 of n, too: that of
 * `statsmodels.stats.proportion.proportion_confint(method='wilson')`.
 *
 * @param count from 0 to n
 * @param n above 0
 * @example wilson(9, 10) // { value: 0.9, low: 0.596, high: 0.982 }
 */
export function wilson(count: number, n: number): Interval {
  const value = count / n;
  const square = Z_95 ** 2;
  const centre = (value + square / (2 * n)) / (1 + square / n);
  const half = (Z_95 / (1 + square / n)) * Math.sqrt((value * (1 - value)) / n + square / (4 * n * n));
  return {
    value,
    low: Math.max(0, Math.min(value, centre - half)),
    high: Math.min(1, Math.max(value, centre + half)),
  };
}

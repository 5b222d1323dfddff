import { positionIn } from './position-in.ts';

/** Where a series changed its level. */
export interface ChangePoint {
  /** Index of the first value after the change, from 1 to n − 1. */
  readonly at: number;
  /** Probability of as clear a change in a series without one; approximate, and too large with ties. */
  readonly pValue: number;
}

/**
 * The most likely single change of level in a series, by Pettitt's rank test: of all cuts the one at which the values
 * after it rank highest, or lowest, against those before. Ranks make it blind to outliers and units.
 *
 * Pettitt, "A non-parametric approach to the change-point problem", Applied Statistics 28 (1979); the p-value is his
 * approximation 2·exp(−6K²/(n³ + n²)). Equal to `pyhomogeneity.pettitt_test` in the cut. O(n log n).
 *
 * @returns null for fewer than two values, or when all are equal
 *
 * @example
 * changePoint(Float64Array.of(1, 2, 1, 8, 9, 8)); // { at: 3, pValue: 0.2… }
 */
export function changePoint(values: Float64Array): ChangePoint | null {
  const n = values.length;
  const ranks = midranks(values);
  // U(t) = 2·(sum of the first t ranks) − t·(n + 1): negative where the values before the cut are the smaller ones.
  let sum = 0;
  let at = 0;
  let largest = 0;
  for (let t = 1; t < n; t++) {
    sum += ranks[t - 1]!;
    const u = Math.abs(2 * sum - t * (n + 1));
    if (u <= largest) continue;
    largest = u;
    at = t;
  }
  if (at === 0) return null;
  return { at, pValue: Math.min(1, 2 * Math.exp((-6 * largest ** 2) / (n ** 3 + n ** 2))) };
}

/** Ranks from 1; equal values share the mean of theirs. */
function midranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const ranks = new Float64Array(sorted.length);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    ranks.fill((start + end + 1) / 2, start, end);
    start = end;
  }
  return values.map((value) => ranks[positionIn(sorted, value)]!);
}

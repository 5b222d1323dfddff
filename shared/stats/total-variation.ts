import { countTotals } from './count-pair.ts';

/**
 * Total variation ½·Σ|p − q| between two lists of counts: the share of rows that would have to change their
 * level for the two to agree. From 0 to 1. O(levels).
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 *
 * @example
 * totalVariation([50, 50], [75, 25]); // 0.25
 */
export function totalVariation(baselineCounts: readonly number[], currentCounts: readonly number[]): number {
  const [m, n] = countTotals(baselineCounts, currentCounts);
  const moved = baselineCounts.reduce(
    (sum, count, i) => sum + Math.abs(count / m - currentCounts[i]! / n),
    0,
  );
  return Math.min(1, moved / 2);
}

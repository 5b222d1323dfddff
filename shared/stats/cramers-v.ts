import { chiSquaredStatistic } from './chi-squared-statistic.ts';
import { countTotals } from './count-pair.ts';

/**
 * Cramér's V between "baseline or current" and the level: √(χ²/rows), from 0 (same shares) to 1 (no common
 * level). Equal to `scipy.stats.contingency.association(table, method="cramer")`; not corrected for bias.
 * O(levels).
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 *
 * @example
 * cramersV([50, 50], [75, 25]); // 0.2582
 */
export function cramersV(baselineCounts: readonly number[], currentCounts: readonly number[]): number {
  const [m, n] = countTotals(baselineCounts, currentCounts);
  return Math.min(1, Math.sqrt(chiSquaredStatistic(baselineCounts, currentCounts) / (m + n)));
}

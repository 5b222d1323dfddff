import { countTotals } from './count-pair.ts';
import { fisherExact } from './fisher-exact.ts';

/**
 * p-value of the level, among some rare ones, whose share changed most significantly: the smallest of their Fisher's
 * exact p-values, each against all other rows, times their number (Bonferroni). Rare levels are merged before
 * chi-squared, and what happens to one of them is lost in the sum: a new category that takes a tenth of 200 rows, say.
 * Valid when the levels were chosen by pooled counts, as `mergeRareLevels` does. 1 for no levels. O(levels · √rows).
 *
 * @param levels indices into the counts
 * @throws RangeError when the lists have different lengths or a side has no rows
 *
 * @example
 * rareLevelsPValue([9000, 1000, 0], [160, 20, 20], [2]); // 2.7e-35
 */
export function rareLevelsPValue(
  baseline: readonly number[],
  current: readonly number[],
  levels: readonly number[],
): number {
  const [m, n] = countTotals(baseline, current);
  const smallest = levels.reduce((least, i) => {
    const [before, after] = [baseline[i]!, current[i]!];
    return Math.min(least, fisherExact(before, m - before, after, n - after));
  }, 1);
  return Math.min(1, Math.max(1, levels.length) * smallest);
}

import { countTotals } from './count-pair.ts';

/**
 * Pearson's chi-squared of two lists of counts, without continuity correction: Σ (observed −
 * expected)²/expected over both sides, a level without rows adding nothing. O(levels).
 *
 * Per level both deviations are the same number up to sign, (b·n − c·m)/(m + n), so the two terms add up to
 * (b·n − c·m)²/(m·n·(b + c)): no expected count is rounded.
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 */
export function chiSquaredStatistic(baseline: readonly number[], current: readonly number[]): number {
  const [m, n] = countTotals(baseline, current);
  let statistic = 0;
  for (let i = 0; i < baseline.length; i++) {
    const rows = baseline[i]! + current[i]!;
    if (rows === 0) continue;
    const difference = baseline[i]! * n - current[i]! * m;
    statistic += (difference / m) * (difference / n) * (1 / rows);
  }
  return statistic;
}

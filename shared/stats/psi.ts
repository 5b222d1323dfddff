import { countTotals } from './count-pair.ts';

/**
 * Population stability index Σ (q − p)·ln(q/p) over bins, natural logarithm. 0 for equal shares, no upper
 * limit; by custom under 0.1 is stable and over 0.25 a large shift. O(bins).
 *
 * A bin that is empty on one side alone counts there as half a row (p = ½/rows, the others unchanged), so the
 * index stays finite, depends on nothing but the counts, and the penalty shrinks as the sample grows. Bins
 * empty on both sides add nothing.
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 *
 * @example
 * populationStabilityIndex([50, 50], [75, 25]); // 0.2747
 */
export function populationStabilityIndex(
  baselineCounts: readonly number[],
  currentCounts: readonly number[],
): number {
  const [m, n] = countTotals(baselineCounts, currentCounts);
  let index = 0;
  for (let i = 0; i < baselineCounts.length; i++) {
    if (baselineCounts[i] === 0 && currentCounts[i] === 0) continue;
    const p = Math.max(baselineCounts[i]!, 0.5) / m;
    const q = Math.max(currentCounts[i]!, 0.5) / n;
    index += (q - p) * Math.log(q / p);
  }
  return index;
}

import { countTotals } from './count-pair.ts';
import { totalVariation } from './total-variation.ts';

/** Chance that a baseline of this size alone puts any feature above the floor. */
const FLOOR_LEVEL = 0.001;

/**
 * Total variation between levels less what two samples of one distribution show on average
 * (`totalVariationByChance`). Near 0, and as often below it as above, when nothing changed, however many levels and
 * however few rows. O(levels).
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 */
export function totalVariationBeyondChance(
  baselineCounts: readonly number[],
  currentCounts: readonly number[],
): number {
  return (
    totalVariation(baselineCounts, currentCounts) - totalVariationByChance(baselineCounts, currentCounts)
  );
}

/**
 * The total variation that two samples of one distribution show on average: s/√(2π)·Σ√(p̄(1 − p̄)) with
 * s = √(1/m + 1/n) and p̄ the pooled shares. O(levels).
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 */
export function totalVariationByChance(
  baselineCounts: readonly number[],
  currentCounts: readonly number[],
): number {
  const [m, n] = countTotals(baselineCounts, currentCounts);
  const spread = baselineCounts.reduce((sum, count, i) => {
    const pooled = (count + currentCounts[i]!) / (m + n);
    return sum + Math.sqrt(pooled * (1 - pooled));
  }, 0);
  return (Math.sqrt(1 / m + 1 / n) / Math.sqrt(2 * Math.PI)) * spread;
}

/**
 * The largest change of one level's share, |2·asin√p − 2·asin√q| (Cohen's h), from 0 to π. On this scale a
 * change of a rare level weighs what it takes to see it: 1 % → 4 % is 0.2, as is 50 % → 60 %. O(levels).
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 */
export function largestLevelShareChange(
  baselineCounts: readonly number[],
  currentCounts: readonly number[],
): number {
  const [m, n] = countTotals(baselineCounts, currentCounts);
  return baselineCounts.reduce((largest, count, i) => {
    const change = 2 * Math.asin(Math.sqrt(count / m)) - 2 * Math.asin(Math.sqrt(currentCounts[i]! / n));
    return Math.max(largest, Math.abs(change));
  }, 0);
}

/**
 * The distance D that a baseline of m rows may have from the distribution it was drawn from, in any of
 * `features` features, with probability 0.999: √(ln(2F/0.001)/(2m)), by Dvoretzky, Kiefer, Wolfowitz and
 * Massart. A smaller D says nothing, however large the batch: it may be the baseline's own error.
 *
 * @example
 * ksFloor(30, 569); // 0.0986
 */
export function ksFloor(features: number, m: number): number {
  return Math.sqrt(Math.log((2 * features) / FLOOR_LEVEL) / (2 * m));
}

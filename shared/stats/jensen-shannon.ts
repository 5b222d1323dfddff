import { countTotals } from './count-pair.ts';

/**
 * Jensen–Shannon distance between two lists of counts, base 2: the square root of the divergence, from 0
 * (same shares) to 1 (no common bin). Equal to `scipy.spatial.distance.jensenshannon(p, q, 2)`, and accurate
 * also where the two are so close that SciPy's sum cancels. O(bins).
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 *
 * @example
 * jensenShannonDistance([1, 0], [0, 1]); // 1
 */
export function jensenShannonDistance(
  baselineCounts: readonly number[],
  currentCounts: readonly number[],
): number {
  const [m, n] = countTotals(baselineCounts, currentCounts);
  let divergence = 0;
  for (let i = 0; i < baselineCounts.length; i++) {
    const p = baselineCounts[i]! / m;
    const q = currentCounts[i]! / n;
    if (p + q > 0) divergence += ((p + q) / 2) * skewEntropy((p - q) / (p + q));
  }
  return Math.min(1, Math.sqrt(divergence / 2 / Math.LN2));
}

/**
 * (1 + u)·ln(1 + u) + (1 − u)·ln(1 − u) for |u| ≤ 1: what one bin adds to twice the divergence, never
 * negative.
 */
function skewEntropy(u: number): number {
  const square = u * u;
  if (square === 1) return 2 * Math.LN2;
  if (square > 0.1) return (1 + u) * Math.log1p(u) + (1 - u) * Math.log1p(-u);
  // The linear terms of the two logarithms cancel; their series Σ u^2k/(k(2k − 1)) has none.
  let sum = 0;
  let power = square;
  for (let k = 1; k <= 16; k++, power *= square) sum += power / (k * (2 * k - 1));
  return sum;
}

import { greatestCommonDivisor } from './greatest-common-divisor.ts';

/** ln of half the smallest double: what is below rounds to 0. */
const LN_UNDERFLOW = -745.2;

/**
 * Pr(D ≥ d) of the two-sample Kolmogorov–Smirnov statistic for samples of m and n from one continuous
 * distribution: the share of lattice paths from (0, 0) to (m, n) that leave the band |i/m − j/n| < d. Bit for
 * bit what `scipy.stats.ks_2samp(method="exact")` computes (save that nothing is computed when the result
 * underflows). Data with ties get SciPy's value too, which is then too large: conservative.
 *
 * O(m·n·d) time, O(min(m, n)) memory; O(n) when m = n, where rounding may lift a probability of 1 a
 * little above 1.
 *
 * Source: T. Viehmann, "Numerically more stable computation of the p-values for the two-sample
 * Kolmogorov–Smirnov test" (2021), arXiv 2102.08037; for m = n J. L. Hodges, Arkiv för Matematik 3 (1958),
 * 469–486.
 *
 * @param d a possible distance, h/lcm(m, n) for a whole h; anything else is rounded to the nearest
 */
export function exactKsSf(d: number, m: number, n: number): number {
  const longer = Math.max(m, n);
  const shorter = Math.min(m, n);
  const divisor = greatestCommonDivisor(longer, shorter);
  const h = Math.round(d * (longer / divisor) * shorter);
  if (h === 0) return 1;
  if (lnUpperBound(d, longer, shorter) < LN_UNDERFLOW) return 0;
  return longer === shorter ? outsideSquare(longer, h) : outsideBand(longer, shorter, divisor, h);
}

/**
 * ln of a bound on Pr(D ≥ d): Serfling's inequality for sampling without replacement at each rank of the
 * pooled sample, added over ranks and signs (Annals of Statistics 2 (1974), 39–48).
 */
function lnUpperBound(d: number, m: number, n: number): number {
  return Math.log(2 * (m + n)) - ((2 * d * d * m * n) / (m + n)) * (m / (m + 1));
}

/** Hodges' alternating sum of reflected paths, as nested products whose factors lie between 0 and 1. */
function outsideSquare(n: number, h: number): number {
  let outside = 0;
  for (let k = Math.floor(n / h); k >= 0; k--) {
    let share = 1;
    for (let j = 0; j < h; j++) share = ((n - k * h - j) * share) / (n + k * h + j + 1);
    outside = share * (1 - outside);
  }
  return 2 * outside;
}

/**
 * a(i, j) = share of the paths to (i, j) that have left the band: 1 outside it, and inside (i·a(i−1, j) +
 * j·a(i, j−1))/(i + j), a mean of numbers in [0, 1], so that nothing cancels however small it is.
 *
 * Taken along anti-diagonals s = i + j, where each cell depends on the one before it only: a processor works
 * on several at once. `a[j]` holds the newest diagonal; cells outside the band stay 1.
 */
function outsideBand(m: number, n: number, divisor: number, h: number): number {
  const columnStep = n / divisor;
  const diagonalStep = (m + n) / divisor;
  const a = new Float64Array(n + 1).fill(1);
  a[0] = 0;
  let low = 0;
  let high = 0;
  for (let s = 1; s <= m + n; s++) {
    low = Math.max(low, s - m);
    high = Math.min(high + 1, n);
    let here = a[high]!;
    for (let j = high; j > low; j--) {
      const left = a[j - 1]!;
      a[j] = (here * (s - j) + left * j) / s;
      here = left;
    }
    a[low] = low === 0 ? here : (here * (s - low) + a[low - 1]! * low) / s;

    // Inside: |n·i − m·j| < h·divisor with i = s − j.
    const firstInside = Math.floor((columnStep * s - h) / diagonalStep) + 1;
    const lastInside = Math.ceil((columnStep * s + h) / diagonalStep) - 1;
    while (low < firstInside && low <= high) a[low++] = 1;
    while (high > lastInside && high >= low) a[high--] = 1;
    if (low > high) return 1;
  }
  return a[n]!;
}

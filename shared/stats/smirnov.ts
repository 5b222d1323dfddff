import { deviance, stirlingError } from './loader.ts';

/** Beyond this n the sum is replaced by Smirnov's limit with Maag and Dicaire's correction, as in SciPy. */
const SUMMED_ROWS_MAX = 1_000_000;

/** Above this n only about 2,000 terms are taken, evenly spaced. */
const EVERY_TERM_ROWS_MAX = 4_000;

/** exp(−745.2) is the smallest double. */
const SMALLEST_EXPONENT = -745;

/**
 * Smirnov's one-sided distribution: Pr(D⁺ ≥ d) for a sample of n from a continuous distribution, equal to
 * `scipy.special.smirnov(n, d)` to 1e-12 relative, underflowing to 0 where that does. O(min(n, 4,000)).
 *
 * The terms of Birnbaum and Tingey's sum are formed with Loader's expansion. For large n they are samples of
 * a smooth bump that is flat at both ends, so that an evenly spaced subset times its step gives the same sum
 * to full precision (the trapezoidal rule on such a function converges faster than any power).
 *
 * Source: Z. W. Birnbaum, F. H. Tingey, Annals of Mathematical Statistics 22 (1951), 592–596.
 */
export function smirnovSf(n: number, d: number): number {
  if (d <= 0) return 1;
  if (d >= 1 || -2 * n * d * d < SMALLEST_EXPONENT) return 0;
  if (n > SUMMED_ROWS_MAX) return Math.exp(-((6 * n * d + 1) ** 2) / (18 * n));
  // Where the bump is not flat at its ends every term counts.
  const step = n > EVERY_TERM_ROWS_MAX && n * d * d >= 1 ? Math.floor(n / 2_000) : 1;
  const scale = Math.sqrt(n / (2 * Math.PI));
  const errorOfN = stirlingError(n);
  const shift = n * d;
  let sum = Math.exp(n * Math.log1p(-d)) / d;
  for (let v = step; v < n - shift; v += step) {
    const rest = n - v;
    const exponent =
      errorOfN -
      stirlingError(v) -
      stirlingError(rest) -
      deviance(v, v + shift, -shift) -
      deviance(rest, rest - shift, shift);
    sum += (Math.exp(exponent) * scale * n) / (Math.sqrt(v * rest) * (v + shift));
  }
  return Math.min(1, d * sum * step);
}

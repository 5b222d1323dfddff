import { durbinCdf } from './kolmogorov-durbin.ts';
import { pelzGoodCdf } from './kolmogorov-pelz-good.ts';
import { stirlingError } from './loader.ts';
import { smirnovSf } from './smirnov.ts';

/** Up to this n every regime is exact; above it the middle of the distribution is an expansion. */
const SMALL_ROWS_MAX = 140;

/** Where the expansion of Pr(D < d) is below this, it is within 3e-13: near enough for a p-value of nearly 1. */
const EXPANSION_SUFFICES = 1e-12;

/**
 * Kolmogorov's two-sided distribution: Pr(D ≥ d) for a sample of n from a continuous distribution, equal to
 * `scipy.stats.kstwo.sf(d, n)`. Each regime is where its method is both fast and accurate.
 *
 * SciPy uses Pomeranz's recursion for part of n ≤ 140; Durbin's matrix gives the same exact probability
 * there.
 *
 * Source: R. Simard, P. L'Ecuyer, "Computing the Two-Sided Kolmogorov–Smirnov Distribution", Journal of
 * Statistical Software 39 (2011), 11.
 *
 * @param n whole number ≥ 1
 */
export function kolmogorovSf(n: number, d: number): number {
  if (d >= 1) return 0;
  const rows = n * d;
  if (rows <= 0.5) return 1;
  if (rows <= 1) return 1 - firstStepCdf(n, rows);
  // Both sides cannot be 0.5 away at once, so the two tails add up exactly.
  if (d >= 0.5) return 2 * smirnovSf(n, d);

  const z2 = rows * d;
  if (n <= SMALL_ROWS_MAX) return z2 <= 4 ? 1 - durbinCdf(n, d) : 2 * smirnovSf(n, d);
  // From here on the chance of both tails at once is beyond the last digit.
  if (z2 >= 2.2) return z2 >= 370 ? 0 : Math.min(1, 2 * smirnovSf(n, d));
  const expansion = pelzGoodCdf(n, d);
  // The matrix takes (n·d)³ steps: tens of milliseconds to tell 1 − 1e-15 from 1.
  const isImprecise = n <= 100_000 && n * d ** 1.5 <= 1.4 && expansion > EXPANSION_SUFFICES;
  return Math.min(1, 1 - (isImprecise ? durbinCdf(n, d) : expansion));
}

/** Pr(D < d) for ½ ≤ n·d ≤ 1: n!·(2d − 1/n)^n (Ruben and Gambino). */
function firstStepCdf(n: number, rows: number): number {
  const exponent = stirlingError(n) + 0.5 * Math.log(2 * Math.PI * n) - n + n * Math.log(2 * rows - 1);
  return Math.exp(exponent);
}

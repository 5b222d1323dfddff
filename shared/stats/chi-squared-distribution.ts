import { poissonDensity } from './loader.ts';

/** A sum or fraction ends when a step no longer changes the last digit. */
const CONVERGED = 2 ** -53;

/**
 * Pr(χ² ≥ x) with the given degrees of freedom, equal to `scipy.stats.chi2.sf`; relative error about 1e-13
 * down to 1e-300 for up to 1,000 degrees of freedom. O(√degrees of freedom).
 */
export function chiSquaredSf(x: number, degreesOfFreedom: number): number {
  if (x <= 0) return 1;
  const a = degreesOfFreedom / 2;
  return x / 2 > a + 1 ? upperFraction(a, x / 2) : 1 - lowerSeries(a, x / 2);
}

/** Pr(χ² ≤ x). */
export function chiSquaredCdf(x: number, degreesOfFreedom: number): number {
  if (x <= 0) return 0;
  const a = degreesOfFreedom / 2;
  return x / 2 > a + 1 ? 1 - upperFraction(a, x / 2) : lowerSeries(a, x / 2);
}

/**
 * Regularised lower incomplete gamma function P(a, x) for x ≤ a + 1, where its series falls from the start.
 */
function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * CONVERGED; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return poissonDensity(a, x) * sum;
}

/**
 * Regularised upper incomplete gamma function Q(a, x) for x > a + 1, by Legendre's continued fraction in
 * Lentz's form.
 */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    fraction *= c * d;
    if (!(Math.abs(c * d - 1) > 4 * CONVERGED)) return poissonDensity(a, x) * a * fraction;
  }
}

import { chiSquaredCdf } from './chi-squared-distribution.ts';
import { poissonDensity } from './loader.ts';

/** Standard deviations of the Poisson weights that are summed on either side; the rest is below 1e-16. */
const WIDTH = 9;

/**
 * Pr(X ≤ x) for X chi-squared with noncentrality λ: central distributions with 2j more degrees of freedom,
 * weighted by a Poisson distribution of mean λ/2. Equal to `scipy.stats.ncx2.cdf(x, df, λ)`, absolute error
 * about 1e-13. O(√λ).
 */
export function noncentralChiSquaredCdf(x: number, degreesOfFreedom: number, noncentrality: number): number {
  if (x <= 0) return 0;
  if (noncentrality === 0) return chiSquaredCdf(x, degreesOfFreedom);
  const mean = noncentrality / 2;
  const reach = WIDTH * Math.sqrt(mean) + 3 * WIDTH;
  const first = Math.max(0, Math.floor(mean - reach));
  const last = Math.ceil(mean + reach);
  // Downwards P(a, x) = P(a + 1, x) + x^a·e^−x/Γ(a + 1): adding positive terms loses nothing.
  let central = chiSquaredCdf(x, degreesOfFreedom + 2 * last);
  let sum = 0;
  for (let j = last; j >= first; j--) {
    sum += poissonDensity(j, mean) * central;
    if (j > first) central += poissonDensity(degreesOfFreedom / 2 + j - 1, x / 2);
  }
  return sum;
}

import { stirlingError } from '../../shared/stats/loader.ts';

/** Chance that the true share lies below the lower bound, and as much that it lies above the upper one. */
const ERROR = 0.01;

export interface ShareEstimate {
  readonly share: number;
  /** 99 % bounds, each one-sided. */
  readonly low: number;
  readonly high: number;
}

/**
 * The share of hits among trials that come in clusters, with Clopper–Pearson bounds for the number of independent
 * trials they are worth.
 *
 * Batches compared with one baseline share its luck: where batches are large, 10 of them against one baseline say
 * little more than one. Counting them as independent would make the bounds too narrow and fail an honest rule. The
 * number of trials is therefore divided by the design effect, the variance between clusters over what chance alone
 * gives, but never raised above their real number (E. Korn and B. Graubard, "Confidence intervals for proportions
 * with small expected number of positive counts estimated from survey data", Survey Methodology 24, 1998).
 *
 * @param hits hits of each cluster, at least two clusters
 * @param trials trials of each cluster
 * @example
 * estimateShare([5, 0], 5).low; // 0.005: two trials in effect, not ten
 */
export function estimateShare(hits: readonly number[], trials: number): ShareEstimate {
  const clusters = hits.length;
  const share = hits.reduce((sum, x) => sum + x, 0) / (clusters * trials);
  const between = hits.reduce((sum, x) => sum + (x / trials - share) ** 2, 0) / (clusters - 1);
  const byChance = (share * (1 - share)) / trials;
  const designEffect = byChance === 0 ? 1 : Math.max(1, between / byChance);
  const worth = (clusters * trials) / designEffect;
  return { share, ...clopperPearson(share * worth, worth) };
}

/** Clopper–Pearson bounds; hits and trials need not be whole. */
export function clopperPearson(hits: number, trials: number): { low: number; high: number } {
  return {
    low: hits <= 0 ? 0 : betaQuantile(ERROR, hits, trials - hits + 1),
    high: hits >= trials ? 1 : betaQuantile(1 - ERROR, hits + 1, trials - hits),
  };
}

function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function by its continued fraction (Lentz's method, DLMF 8.17.22). */
function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const lnFactor = a * Math.log(x) + b * Math.log1p(-x) + lnGamma(a + b) - lnGamma(a) - lnGamma(b);
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let k = 1; k < 10_000; k++) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-13) break;
  }
  return (Math.exp(lnFactor) * fraction) / a;
}

function lnGamma(x: number): number {
  return stirlingError(x) + 0.5 * Math.log(2 * Math.PI * x) + x * Math.log(x) - x - Math.log(x);
}

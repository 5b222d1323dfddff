import type { FeatureReport } from '../report.ts';

/** Far more than the estimate is worth, and far less than the digits in which sums of doubles differ by order. */
const DIGITS = 6;
const HALF_STEP = 5 / 10 ** DIGITS;

/**
 * An estimate from sums of doubles as the report publishes it: rounded, so that a batch gives the same report however
 * its rows were ordered or divided, and its bracket widened by as much, so that it still holds the true value.
 *
 * @example publishedEstimate({ estimate: 2.00000000004, low: 2, high: 2.1 }) // { estimate: 2, low: 1.99999, high: 2.10001 }
 */
export function publishedEstimate(bracket: FeatureReport['wasserstein']): FeatureReport['wasserstein'] {
  if (bracket === null) return null;
  return {
    estimate: round(bracket.estimate),
    low: round(bracket.low * (1 - HALF_STEP)),
    high: round(bracket.high * (1 + HALF_STEP)),
  };
}

const round = (value: number): number => Number(value.toPrecision(DIGITS));

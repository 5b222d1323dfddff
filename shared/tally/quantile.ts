import type { NumericFeatureProfile } from '../profile/profile.ts';
import { baselineOrderStatistic, batchOrderStatistic } from './order-statistic.ts';
import type { NumericTally } from './tally.ts';

/**
 * Quantile of a baseline feature, interpolated between neighbouring order statistics (type 7 of Hyndman & Fan
 * 1996, the default of NumPy and R). Exact up to the profile's `reductionError`. Null without values. O(log k).
 *
 * @param q from 0 to 1; 0.5 is the median
 */
export function baselineQuantile(feature: NumericFeatureProfile, q: number): number | null {
  return quantile(feature.count, q, (rank) => baselineOrderStatistic(feature, rank));
}

/**
 * Quantile of a batch, by the same definition. As exact as `batchOrderStatistic`: exact for batches up to
 * SAMPLE_ROWS_MAX rows (fewer of thousands of features: SAMPLE_CELLS_MAX) and wherever the counters know the value,
 * otherwise within 1/64 of its size. Null without values. O(k).
 *
 * @param sampleValues the feature's column of the sample, from `sampleColumn`
 * @param q from 0 to 1; 0.5 is the median
 */
export function batchQuantile(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
  q: number,
): number | null {
  return quantile(tally.count, q, (rank) => batchOrderStatistic(feature, tally, sampleValues, rank));
}

function quantile(count: number, q: number, orderStatistic: (rank: number) => number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`A quantile is from 0 to 1, not ${q}.`);
  if (count === 0) return null;
  const position = q * (count - 1);
  const rank = Math.floor(position);
  const share = position - rank;
  const below = orderStatistic(rank);
  if (share === 0) return below;
  const above = orderStatistic(rank + 1);
  // Between infinities, or an infinity and a number, there is nothing to interpolate.
  if (!Number.isFinite(below) || !Number.isFinite(above)) return share < 0.5 ? below : above;
  return below === above ? below : below * (1 - share) + above * share;
}

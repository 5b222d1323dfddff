import type { NumericFeatureProfile } from '../profile/profile.ts';
import { baselineCountsUpTo, batchCountsUpTo } from './cumulative-counts.ts';
import { ksOfTally } from './ks-of-tally.ts';
import { baselineOrderStatistic } from './order-statistic.ts';
import type { NumericTally } from './tally.ts';

/** Both cumulative distributions at the same places: `baseline[i]` is the share of baseline values ≤ `x[i]`. */
export interface CumulativeCurve {
  /** Finite, strictly ascending. */
  readonly x: readonly number[];
  readonly baseline: readonly number[];
  readonly current: readonly number[];
  readonly widest: WidestGap | null;
}

/** Where two cumulative distributions are farthest apart, which is D. */
export interface WidestGap {
  readonly x: number;
  /** Share of baseline values up to there; of the batch's in `current`. */
  readonly baseline: number;
  readonly current: number;
}

/** Places taken from each side, evenly by rank: more than a picture has pixels to show. */
const PLACES = 160;

/**
 * Both cumulative distributions for a picture, with the place of D. Exact at baseline values, approximate between and
 * beyond them (see `batchCountsUpTo`); `widest` is exact. Null where a side has no finite value. O(k).
 *
 * @param sampleValues the feature's column of the sample, from `sampleColumn`
 */
export function cumulativeCurve(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
): CumulativeCurve | null {
  if (feature.count === 0 || tally.count === 0) return null;
  const widest = widestGap(feature, tally);
  const places = [
    ...byRank(feature.count, (rank) => baselineOrderStatistic(feature, rank)),
    ...byRank(sampleValues.length, (rank) => sampleValues[rank]!),
    tally.min,
    tally.max,
    widest?.x ?? Number.NaN,
  ];
  const x = [...new Set(places.filter(Number.isFinite))].sort((a, b) => a - b);
  if (x.length === 0) return null;
  return {
    x,
    baseline: baselineCountsUpTo(feature, x).map((count) => count / feature.count),
    current: batchCountsUpTo(feature, tally, sampleValues, x).map((count) => count / tally.count),
    widest,
  };
}

/** The place of D, exact; null when both sides are the same, or one has no value. O(k). */
export function widestGap(feature: NumericFeatureProfile, tally: NumericTally): WidestGap | null {
  if (feature.count === 0 || tally.count === 0) return null;
  const { at, sign } = ksOfTally(feature, tally);
  return at === -1 ? null : widestAt(feature, tally, at, sign);
}

function byRank(count: number, valueAt: (rank: number) => number): number[] {
  const places = Math.min(count, PLACES);
  return Array.from({ length: places }, (_, i) =>
    valueAt(places === 1 ? 0 : Math.round((i * (count - 1)) / (places - 1))),
  );
}

/** Where the batch leads, D is reached just below the baseline value or at it, whichever is wider. */
function widestAt(feature: NumericFeatureProfile, tally: NumericTally, at: number, sign: number): WidestGap {
  let below = 0;
  for (let slot = 0; slot <= 2 * at; slot++) below += tally.slots[slot]!;
  const x = feature.values[at]!;
  const just = {
    x,
    baseline: (feature.cumulative[at - 1] ?? 0) / feature.count,
    current: below / tally.count,
  };
  const there = {
    x,
    baseline: feature.cumulative[at]! / feature.count,
    current: (below + tally.slots[2 * at + 1]!) / tally.count,
  };
  if (sign === 1) return there;
  return just.current - just.baseline >= there.current - there.baseline ? just : there;
}

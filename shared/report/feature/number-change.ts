import type { NumericFeatureProfile } from '../../profile/profile.ts';
import { baselineCountsUpTo } from '../../tally/cumulative-counts.ts';
import { frequentValue } from '../../tally/frequent-value.ts';
import { baselineQuantile, batchQuantile } from '../../tally/quantile.ts';
import type { NumericTally } from '../../tally/tally.ts';
import type { FrequentNumber } from './hint-number.ts';
import { type NumberChange, UNDO_PROBABILITIES } from './undo-change.ts';

/** Kolmogorov's 5 % point: a true explanation leaves more than this many standard errors once in twenty times. */
const KOLMOGOROV_5_PERCENT = 1.358;
/** What the quantiles of a large batch may be off by, being estimates. */
const ESTIMATE_ERROR = 0.03;
/** An explanation must take away at least two thirds of the distance: in small samples anything fits otherwise. */
const LEFT_SHARE_MAX = 1 / 3;

/** What the search for an explanation needs of a feature that drifted by D = `distance`; both sides have values. */
export function numberChange(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
  distance: number,
): NumberChange {
  const standardError = Math.sqrt(1 / feature.count + 1 / tally.count);
  return {
    before: UNDO_PROBABILITIES.map((p) => baselineQuantile(feature, p)!),
    after: UNDO_PROBABILITIES.map((p) => batchQuantile(feature, tally, sampleValues, p)!),
    baselineShares: (edges) => baselineCountsUpTo(feature, edges).map((rows) => rows / feature.count),
    residualMax: Math.min(
      Math.max(KOLMOGOROV_5_PERCENT * standardError, ESTIMATE_ERROR),
      LEFT_SHARE_MAX * distance,
    ),
  };
}

/** The batch's most frequent value, and what the baseline knows of it; null without values. */
export function frequentNumber(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
): FrequentNumber | null {
  const frequent = frequentValue(feature, tally, sampleValues);
  if (frequent === null) return null;
  const { values, cumulative, count } = feature;
  const i = values.indexOf(frequent.value);
  return {
    ...frequent,
    baselineShare: i === -1 ? 0 : (cumulative[i]! - (cumulative[i - 1] ?? 0)) / count,
    isBeyondBaseline: frequent.value < values[0]! || frequent.value > values.at(-1)!,
  };
}

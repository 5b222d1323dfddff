import { distribution } from '../../../shared/profile/distribution.ts';
import type { NumericFeatureProfile } from '../../../shared/profile/profile.ts';
import { ksFromSlots } from '../../../shared/stats/ks-statistic.ts';
import { addNumbers, emptyNumericTally } from '../../../shared/tally/numeric-tally.ts';
import type { NumericTally } from '../../../shared/tally/tally.ts';

/** One numeric feature on both sides, profiled and tallied as a file would be. */
export function numberPair(before: readonly number[], after: readonly number[]) {
  const feature: NumericFeatureProfile = {
    name: 'x',
    type: 'numeric',
    count: before.length,
    missing: 0,
    unparsable: { count: 0, examples: [] },
    ...distribution(Float64Array.from(before).sort(), Infinity),
  };
  const tally = emptyNumericTally(feature, true);
  addNumbers(tally, feature, Float64Array.from(after));
  return { feature, tally, sample: Float64Array.from(after).sort() };
}

export function ksStatisticOf(feature: NumericFeatureProfile, tally: NumericTally): number {
  return ksFromSlots(feature.cumulative, tally.slots, feature.count, tally.count).statistic;
}

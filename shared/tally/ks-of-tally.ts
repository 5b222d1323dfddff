import type { NumericFeatureProfile } from '../profile/profile.ts';
import { type KsStatistic, ksFromSlots } from '../stats/ks-statistic.ts';
import type { NumericTally } from './tally.ts';

/** By the counters of a tally that is complete: the test asks for it, the picture, and the curve. */
const found = new WeakMap<Uint32Array, KsStatistic>();

/** D of a feature and where it is; both sides must have values, and nothing is counted any more. O(k) once. */
export function ksOfTally(
  { cumulative, count }: Pick<NumericFeatureProfile, 'cumulative' | 'count'>,
  { slots, count: rows }: Pick<NumericTally, 'slots' | 'count'>,
): KsStatistic {
  let ks = found.get(slots);
  if (ks === undefined) {
    ks = ksFromSlots(cumulative, slots, count, rows);
    found.set(slots, ks);
  }
  return ks;
}

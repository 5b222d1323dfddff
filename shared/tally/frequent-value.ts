import type { NumericFeatureProfile } from '../profile/profile.ts';
import { slotIndexOf } from './slot-index.ts';
import type { NumericTally } from './tally.ts';

export interface FrequentValue {
  readonly value: number;
  /** Share of the batch's values that are exactly this one. */
  readonly share: number;
}

/**
 * The batch's most frequent value: a sensor that got stuck, a default that was filled in. Its share is exact,
 * unless it is none of the baseline's values and those outside were too many to count one by one: then it is its
 * share of the sample. The smaller value where two are equally frequent; null without values. O(k).
 *
 * @param sampleValues the feature's column of the sample, from `sampleColumn`
 */
export function frequentValue(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
): FrequentValue | null {
  let best: FrequentValue | null = null;
  const consider = (value: number, share: number) => {
    if (best === null || share > best.share || (share === best.share && value < best.value)) {
      best = { value, share };
    }
  };
  for (let i = 0; i < feature.values.length; i++) {
    const rows = tally.slots[2 * i + 1]!;
    if (rows > 0) consider(feature.values[i]!, rows / tally.count);
  }
  if (tally.newValues !== null) {
    const { keys, rows } = tally.newValues;
    for (let i = 0; i < keys.length; i++) consider(keys[i]!, rows[i]! / tally.count);
  } else {
    for (const [value, rows] of newValuesOf(feature, sampleValues))
      consider(value, rows / sampleValues.length);
  }
  return best;
}

/** Counts of the sampled values that the baseline does not have. */
function newValuesOf(feature: NumericFeatureProfile, sampleValues: Float64Array): Map<number, number> {
  const slots = new Int32Array(sampleValues.length);
  slotIndexOf(feature).locate(sampleValues, sampleValues.length, slots);
  const counts = new Map<number, number>();
  for (const [i, value] of sampleValues.entries()) {
    if (slots[i]! % 2 === 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

import type { NumericFeatureProfile } from '../profile/profile.ts';
import type { NumericTally } from './tally.ts';

/** Earth mover's distance, in the feature's unit; `low` and `high` surely hold the true value. */
export interface WassersteinEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Earth mover's distance ∫|F_baseline − F_batch| from the counters.
 *
 * Within a gap between neighbouring baseline values F_baseline is constant, and the sum of the batch's values there
 * gives ∫(F_batch − F_baseline). Where the two do not cross inside the gap, the size of that integral is the gap's
 * part of the distance. Where they do, it is a lower bound; the upper one is reached by batch values at the gap's
 * two ends alone, and the estimate takes them as spread evenly. The bracket also allows for the rounding of the
 * sums and for a reduced profile.
 *
 * Null when either side has no value or an infinite one, or when the integral overflows. O(k).
 */
export function wassersteinEstimate(
  feature: NumericFeatureProfile,
  tally: NumericTally,
): WassersteinEstimate | null {
  const { values } = feature;
  const lowest = values[0];
  const highest = values.at(-1);
  if (lowest === undefined || highest === undefined || tally.count === 0) return null;
  if (![lowest, highest, tally.min, tally.max].every(Number.isFinite)) return null;
  // Of the gaps in which the functions do not cross, then of the others.
  let certain = 0;
  let estimate = 0;
  let least = 0;
  let most = 0;
  // The few operations after the sums, in all gaps together.
  let slack = 8 * Number.EPSILON * (Math.max(highest, tally.max) - Math.min(lowest, tally.min));
  let passed = 0;
  // Nothing is made for a gap: there are as many as baseline values, in every feature.
  for (let i = 0; i <= values.length; i++) {
    const rows = tally.slots[2 * i]!;
    const from = i === 0 ? Math.min(lowest, tally.min) : values[i - 1]!;
    const to = i === values.length ? Math.max(highest, tally.max) : values[i]!;
    // F_batch − F_baseline where the gap begins and where it ends.
    const baseline = i === 0 ? 0 : feature.cumulative[i - 1]! / feature.count;
    const before = passed / tally.count - baseline;
    if (rows === 0) certain += Math.abs(before * (to - from));
    else {
      const after = (passed + rows) / tally.count - baseline;
      const integral = before * (to - from) + (rows * to - tally.gapSums[i]!) / tally.count;
      if (before >= 0 || after <= 0) certain += Math.abs(integral);
      else {
        const crossing = distanceAcross(to - from, integral, before, after);
        estimate += crossing.estimate;
        least += Math.abs(integral);
        most += crossing.most;
      }
      slack += roundingError(from, to, rows, tally.count);
    }
    if (feature.reductionError > 0) slack += reductionError(feature, i);
    passed += rows + (i === values.length ? 0 : tally.slots[2 * i + 1]!);
  }
  const bracket = {
    estimate: certain + estimate,
    low: Math.max(0, certain + least - slack),
    high: certain + most + slack,
  };
  return Number.isFinite(bracket.high) ? bracket : null;
}

/** The distance in a gap in which the distribution functions cross: what it may be, and the most. */
function distanceAcross(
  width: number,
  integral: number,
  before: number,
  after: number,
): { estimate: number; most: number } {
  const least = Math.abs(integral);
  // The share of the gap behind a single jump from `before` to `after` that would give the same integral.
  const behind = Math.min(1, Math.max(0, (integral / width - before) / (after - before)));
  const most = Math.max(least, width * (behind * after - (1 - behind) * before));
  const even = (width * (before ** 2 + after ** 2)) / (2 * (after - before));
  return { estimate: Math.min(most, Math.max(least, even)), most };
}

/** Bound on what adding `rows` doubles one by one can round away. */
function roundingError(from: number, to: number, rows: number, batchRows: number): number {
  const size = Math.max(Math.abs(from), Math.abs(to));
  return Number.EPSILON * size * (rows / batchRows) * (rows + 8);
}

/** Distance between the baseline and its reduced profile in one gap, whose baseline rows stand at its upper end. */
function reductionError(feature: NumericFeatureProfile, i: number): number {
  const { values, cumulative } = feature;
  if (i === 0 || i === values.length) return 0;
  const rows = cumulative[i]! - cumulative[i - 1]!;
  return Math.min(feature.reductionError, rows / feature.count) * (values[i]! - values[i - 1]!);
}

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
  const total = { estimate: 0, low: 0, high: 0 };
  let slack = 0;
  let passed = 0;
  for (let i = 0; i <= values.length; i++) {
    const rows = tally.slots[2 * i]!;
    const gap: Gap = {
      from: values[i - 1] ?? Math.min(lowest, tally.min),
      to: values[i] ?? Math.max(highest, tally.max),
      rows,
      sum: tally.gapSums[i]!,
      before: passed / tally.count - (feature.cumulative[i - 1] ?? 0) / feature.count,
      after: (passed + rows) / tally.count - (feature.cumulative[i - 1] ?? 0) / feature.count,
    };
    const part = distanceWithin(gap, tally.count);
    total.estimate += part.estimate;
    total.low += part.low;
    total.high += part.high;
    slack += roundingError(gap, tally.count) + reductionError(feature, i);
    passed += rows + (tally.slots[2 * i + 1] ?? 0);
  }
  const bracket = { ...total, low: Math.max(0, total.low - slack), high: total.high + slack };
  return Number.isFinite(bracket.high) ? bracket : null;
}

/** The open interval below a baseline value, or above them all. */
interface Gap {
  readonly from: number;
  readonly to: number;
  /** Batch values inside, and their sum. */
  readonly rows: number;
  readonly sum: number;
  /** F_batch − F_baseline where the gap begins and where it ends. */
  readonly before: number;
  readonly after: number;
}

function distanceWithin({ from, to, rows, sum, before, after }: Gap, batchRows: number): WassersteinEstimate {
  const width = to - from;
  const integral = before * width + (rows * to - sum) / batchRows;
  const low = Math.abs(integral);
  if (before >= 0 || after <= 0) return { estimate: low, low, high: low };
  // The share of the gap behind a single jump from `before` to `after` that would give the same integral.
  const behind = Math.min(1, Math.max(0, (integral / width - before) / (after - before)));
  const high = Math.max(low, width * (behind * after - (1 - behind) * before));
  const even = (width * (before ** 2 + after ** 2)) / (2 * (after - before));
  return { estimate: Math.min(high, Math.max(low, even)), low, high };
}

/** Bound on what adding `rows` doubles one by one, and the few operations after it, can round away. */
function roundingError({ from, to, rows }: Gap, batchRows: number): number {
  const size = Math.max(Math.abs(from), Math.abs(to));
  return Number.EPSILON * (size * (rows / batchRows) * (rows + 8) + 8 * (to - from));
}

/** Distance between the baseline and its reduced profile in one gap, whose baseline rows stand at its upper end. */
function reductionError(feature: NumericFeatureProfile, i: number): number {
  const { values, cumulative } = feature;
  if (feature.reductionError === 0 || i === 0 || i === values.length) return 0;
  const rows = cumulative[i]! - cumulative[i - 1]!;
  return Math.min(feature.reductionError, rows / feature.count) * (values[i]! - values[i - 1]!);
}

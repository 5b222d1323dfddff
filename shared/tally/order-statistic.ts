import type { NumericFeatureProfile } from '../profile/profile.ts';
import { binOfRank, type SketchBin } from './sketch.ts';
import { positionOf, type SortedCounts } from './sorted-counts.ts';
import type { NumericTally } from './tally.ts';

/** Smaller numbers than this have lost precision; beside anything measured they are zero. */
const SMALLEST_NORMAL = 2 ** -1022;

/** The baseline value of a rank, 0 being the smallest of `feature.count` values. O(log k). */
export function baselineOrderStatistic(feature: NumericFeatureProfile, rank: number): number {
  let low = 0;
  let high = feature.cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (feature.cumulative[middle]! <= rank) low = middle + 1;
    else high = middle;
  }
  return feature.values[low]!;
}

/**
 * The batch's value of a rank, 0 being the smallest of `tally.count` values. Exact when the sample holds the whole
 * batch, when the rank falls on a baseline value, and when all new values were counted one by one. Otherwise it
 * lies in the same gap between baseline values and in the same sketch bin as the true one, so it is off by at most
 * 1/64 of its size, and hardly at all where baseline values are dense. O(k).
 *
 * @param sampleValues the feature's column of the sample, from `sampleColumn`
 */
export function batchOrderStatistic(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
  rank: number,
): number {
  if (sampleValues.length === tally.count) return sampleValues[rank]!;
  const { slot, before } = slotOfRank(tally.slots, rank);
  if (slot % 2 === 1) return feature.values[(slot - 1) / 2]!;
  const gap: SketchBin = {
    low: Math.max(feature.values[slot / 2 - 1] ?? -Infinity, tally.min),
    high: Math.min(feature.values[slot / 2] ?? Infinity, tally.max),
    count: tally.slots[slot]!,
  };
  return tally.newValues === null
    ? withinSketch(tally.sketch, gap, before, rank)
    : amongNewValues(tally.newValues, gap, rank - before);
}

/** Slots that are passed at once. */
const STRIDE = 128;

/** Of each stride of the slots asked about, the rows before it: one feature is asked for dozens of ranks. */
const rowsBefore = new WeakMap<Uint32Array, Float64Array>();

/** The slot in which the row of a rank is, and the rows before it. */
function slotOfRank(slots: Uint32Array, rank: number): { slot: number; before: number } {
  let strides = rowsBefore.get(slots);
  if (strides === undefined) {
    strides = rowsBeforeStrides(slots);
    rowsBefore.set(slots, strides);
  }
  let stride = 0;
  while (stride + 1 < strides.length && strides[stride + 1]! <= rank) stride++;
  let before = strides[stride]!;
  let slot = stride * STRIDE;
  while (before + slots[slot]! <= rank) before += slots[slot++]!;
  return { slot, before };
}

function rowsBeforeStrides(slots: Uint32Array): Float64Array {
  const before = new Float64Array(Math.ceil(slots.length / STRIDE));
  let rows = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    if (slot % STRIDE === 0) before[slot / STRIDE] = rows;
    rows += slots[slot]!;
  }
  return before;
}

/** The new value of a rank within a gap; the gap's ends are either baseline values or the batch's own extremes. */
function amongNewValues(newValues: SortedCounts, gap: SketchBin, rank: number): number {
  const { keys, rows } = newValues;
  let left = rank;
  for (let i = positionOf(newValues, gap.low); i < keys.length && keys[i]! <= gap.high; i++) {
    if (left < rows[i]!) return keys[i]!;
    left -= rows[i]!;
  }
  throw new RangeError(`A gap of ${gap.count} values has none of rank ${rank}.`);
}

/** Within the bin and the gap that both hold the rank, as if their common values were spread evenly. */
function withinSketch(sketch: SortedCounts, gap: SketchBin, gapStart: number, rank: number): number {
  const { bin, before: binStart } = binOfRank(sketch, rank);
  const { low: binLow, high: binHigh, count } = bin;
  const low = Math.max(binLow, gap.low);
  const high = Math.min(binHigh, gap.high);
  if (low === high) return low;
  const start = Math.max(binStart, gapStart);
  const end = Math.min(binStart + count, gapStart + gap.count);
  const share = (rank + 0.5 - start) / (end - start);
  const value = low + share * (high - low);
  return Math.abs(value) < SMALLEST_NORMAL ? 0 : value;
}

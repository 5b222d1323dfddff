/**
 * What a numeric feature is counted with: its baseline's sorted distinct values, a table of buckets that narrows the search
 * among them, and the counters.
 */

import { allocate } from './memory';

/**
 * A feature, 128 bytes. Addresses of its buckets (for each the position of its first value, u32, and at the end the number of
 * all), its values (behind them some of NaN, which no number is above or equal to), its counters and its sketch; how many
 * values there are; whether buckets are linear in the value or in its upper half; the sketch's slots less one, and how many
 * more bins it takes. Then, as doubles, the last bucket, what is in the first one and how many buckets one more is worth,
 * and the smallest and largest value seen.
 */
export const BUCKETS: usize = 0;
export const VALUES: usize = 4;
export const COUNTERS: usize = 8;
export const SKETCH: usize = 12;
export const COUNT: usize = 16;
export const IS_LINEAR: usize = 20;
export const SKETCH_MASK: usize = 24;
export const SKETCH_ROOM: usize = 28;
export const LAST_BUCKET: usize = 32;
export const LOWEST: usize = 40;
export const SCALE: usize = 48;
export const MIN: usize = 56;
export const MAX: usize = 64;
const FEATURE_BYTES: usize = 128;

/** A bucket of up to so many values is searched by comparing with all of them at once. */
export const BUCKET_VALUES: u32 = 4;

/**
 * Of the gap before a value, and of the value itself, 16 bytes: the sum of the finite numbers in the gap, their count, and
 * the count of the value. The last one has the gap above all values.
 */
export const COUNTER_SHIFT: usize = 4;
export const COUNTS: usize = 8;

/** A bin of the sketch, 8 bytes: one more than its number, 0 for none, and its count. */
export const BIN_SHIFT: usize = 3;

/** A feature of so many values; they, and what `fillBuckets` is to be told, are the host's to write. */
export function makeFeature(count: i32, buckets: i32, sketchSlots: i32): usize {
  const feature = allocate(FEATURE_BYTES);
  const values = allocate((<usize>(count + <i32>BUCKET_VALUES)) << 3);
  store<u32>(feature, <u32>values, VALUES);
  store<u32>(feature, <u32>allocate((<usize>(count + 1)) << COUNTER_SHIFT), COUNTERS);
  store<u32>(feature, <u32>allocate((<usize>(buckets + 1)) << 2), BUCKETS);
  store<u32>(feature, <u32>allocate((<usize>sketchSlots) << BIN_SHIFT), SKETCH);
  store<i32>(feature, count, COUNT);
  store<i32>(feature, sketchSlots - 1, SKETCH_MASK);
  // Half empty, so that a search is short.
  store<i32>(feature, sketchSlots >> 1, SKETCH_ROOM);
  store<f64>(feature, <f64>(buckets - 1), LAST_BUCKET);
  store<f64>(feature, Infinity, MIN);
  store<f64>(feature, -Infinity, MAX);
  for (let i: usize = 0; i < <usize>BUCKET_VALUES; i++) store<f64>(values + ((<usize>count + i) << 3), NaN);
  return feature;
}

/**
 * Fills the buckets, by what the host has said of them; returns the steps of binary search that all values together would
 * take within theirs.
 */
export function fillBuckets(feature: usize, isLinear: i32, lowest: f64, scale: f64): f64 {
  const last = load<f64>(feature, LAST_BUCKET);
  const values = <usize>load<u32>(feature, VALUES);
  const buckets = <usize>load<u32>(feature, BUCKETS);
  const count = load<u32>(feature, COUNT);
  store<i32>(feature, isLinear, IS_LINEAR);
  store<f64>(feature, lowest, LOWEST);
  store<f64>(feature, scale, SCALE);
  let steps: f64 = 0;
  let next: u32 = 0;
  let first: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const at = values + ((<usize>i) << 3);
    const high = load<i32>(at, 4);
    const x = isLinear !== 0 ? load<f64>(at) : <f64>(high ^ ((high >> 31) & 0x7fffffff));
    const bucket = <u32>min(last, max(0, (x - lowest) * scale));
    if (bucket >= next) {
      steps += stepsAmong(i - first);
      first = i;
      for (; next <= bucket; next++) store<u32>(buckets + ((<usize>next) << 2), i);
    }
  }
  for (; next <= <u32>last + 1; next++) store<u32>(buckets + ((<usize>next) << 2), count);
  return steps + stepsAmong(count - first);
}

function stepsAmong(count: u32): f64 {
  return <f64>(count * (32 - clz(count)));
}

/**
 * Writes the counts of so many values from one on, each behind that of the gap before it, and the sums of the gaps, all as
 * doubles.
 */
export function readCounters(feature: usize, from: i32, count: i32, countsTo: usize, sumsTo: usize): void {
  let counter = <usize>load<u32>(feature, COUNTERS) + ((<usize>from) << COUNTER_SHIFT);
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f64>(sumsTo + (i << 3), load<f64>(counter));
    store<f64>(countsTo + (i << 4), <f64>load<u32>(counter, COUNTS));
    store<f64>(countsTo + (i << 4), <f64>load<u32>(counter, COUNTS + 4), 8);
    counter += 1 << COUNTER_SHIFT;
  }
}

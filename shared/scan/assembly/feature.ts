/**
 * What a numeric feature is counted with: its baseline's sorted distinct values with their counters, and a table of buckets
 * that narrows the search among them.
 */

import { allocate } from './memory';

/**
 * A feature, 128 bytes. Addresses of its buckets (for each that of its first entry, u32, and at the end that of the first
 * without a bucket), its entries and its sketch; how many baseline values there are; whether buckets are linear in the value
 * or in its upper half; the sketch's slots less one, and how many more bins it takes. Then, as doubles, the last bucket, what
 * is in the first one and how many buckets one more is worth, and the smallest and largest value seen.
 */
export const BUCKETS: usize = 0;
export const ENTRIES: usize = 4;
export const SKETCH: usize = 8;
export const COUNT: usize = 12;
export const IS_LINEAR: usize = 16;
export const SKETCH_MASK: usize = 20;
export const SKETCH_ROOM: usize = 24;
export const LAST_BUCKET: usize = 32;
export const LOWEST: usize = 40;
export const SCALE: usize = 48;
export const MIN: usize = 56;
export const MAX: usize = 64;
const FEATURE_BYTES: usize = 128;

/**
 * A baseline value, 24 bytes: the value; the sum of the finite numbers in the gap before it, their count, and the count of
 * the value itself. Behind the last one stand entries of NaN, which no number is above or equal to; the first has the gap
 * above all values. They lie together, because that is one line of memory to fetch instead of two.
 */
export const ENTRY_BYTES: usize = 24;
export const GAP_SUM: usize = 8;
export const COUNTS: usize = 16;

/** A bucket of up to so many entries is searched by comparing with all of them at once. */
export const BUCKET_ENTRIES: i32 = 4;

/** A bin of the sketch, 8 bytes: one more than its number, 0 for none, and its count. */
export const BIN_SHIFT: usize = 3;

/** A feature of so many different values, which `writeValues` and `fillBuckets` are to be told. */
export function makeFeature(count: i32, buckets: i32, sketchSlots: i32): usize {
  const feature = allocate(FEATURE_BYTES);
  const entries = allocate(<usize>(count + BUCKET_ENTRIES) * ENTRY_BYTES);
  store<u32>(feature, <u32>entries, ENTRIES);
  store<u32>(feature, <u32>allocate((<usize>(buckets + 1)) << 2), BUCKETS);
  store<u32>(feature, <u32>allocate((<usize>sketchSlots) << BIN_SHIFT), SKETCH);
  store<i32>(feature, count, COUNT);
  store<i32>(feature, sketchSlots - 1, SKETCH_MASK);
  // Half empty, so that a search is short.
  store<i32>(feature, sketchSlots >> 1, SKETCH_ROOM);
  store<f64>(feature, <f64>(buckets - 1), LAST_BUCKET);
  store<f64>(feature, Infinity, MIN);
  store<f64>(feature, -Infinity, MAX);
  for (let i: i32 = 0; i < BUCKET_ENTRIES; i++) store<f64>(entries + <usize>(count + i) * ENTRY_BYTES, NaN);
  return feature;
}

/** Writes so many of the baseline's values, from one on, to their entries. */
export function writeValues(feature: usize, from: i32, values: usize, count: i32): void {
  let entry = <usize>load<u32>(feature, ENTRIES) + <usize>from * ENTRY_BYTES;
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f64>(entry, load<f64>(values + (i << 3)));
    entry += ENTRY_BYTES;
  }
}

/**
 * Fills the buckets, linear in the value or in its upper half, once all values are written; returns the steps of binary
 * search that they would take within their buckets, all together.
 */
export function fillBuckets(feature: usize, isLinear: i32, lowest: f64, scale: f64): f64 {
  const last = load<f64>(feature, LAST_BUCKET);
  const buckets = <usize>load<u32>(feature, BUCKETS);
  const entries = <usize>load<u32>(feature, ENTRIES);
  const end = entries + <usize>load<u32>(feature, COUNT) * ENTRY_BYTES;
  store<i32>(feature, isLinear, IS_LINEAR);
  store<f64>(feature, lowest, LOWEST);
  store<f64>(feature, scale, SCALE);
  let steps: f64 = 0;
  let next: u32 = 0;
  let first = entries;
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const high = load<i32>(entry, 4);
    const x = isLinear !== 0 ? load<f64>(entry) : <f64>(high ^ ((high >> 31) & 0x7fffffff));
    const bucket = <u32>min(last, max(0, (x - lowest) * scale));
    if (bucket >= next) {
      steps += stepsAmong(entry - first);
      first = entry;
      for (; next <= bucket; next++) store<u32>(buckets + ((<usize>next) << 2), <u32>entry);
    }
  }
  for (; next <= <u32>last + 1; next++) store<u32>(buckets + ((<usize>next) << 2), <u32>end);
  return steps + stepsAmong(end - first);
}

function stepsAmong(bytes: usize): f64 {
  const count = <u32>(bytes / ENTRY_BYTES);
  return <f64>(count * (32 - clz(count)));
}

/**
 * Writes the counts of so many values from one on, each behind that of the gap before it, and the sums of the gaps as doubles.
 */
export function readCounters(feature: usize, from: i32, count: i32, countsTo: usize, sumsTo: usize): void {
  let entry = <usize>load<u32>(feature, ENTRIES) + <usize>from * ENTRY_BYTES;
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f64>(sumsTo + (i << 3), load<f64>(entry, GAP_SUM));
    store<u64>(countsTo + (i << 3), load<u64>(entry, COUNTS));
    entry += ENTRY_BYTES;
  }
}

/**
 * Counts the numbers of a block against the sorted distinct values of a baseline feature. Each pass does one
 * thing, without branches that depend on the data, so that its cache misses overlap.
 */

import {
  BUCKET_ENTRIES,
  BUCKETS,
  COUNT,
  COUNTS,
  ENTRIES,
  ENTRY_BYTES,
  GAP_SUM,
  IS_LINEAR,
  LAST_BUCKET,
  LOWEST,
  MAX,
  MIN,
  SCALE,
} from './feature';
import { countNewValues, forgetNewValues } from './new-values';
import { countBins } from './sketch';

const BUCKET_BYTES: usize = <usize>BUCKET_ENTRIES * ENTRY_BYTES;

/** A line of the processor's caches. */
const LINE_BYTES: usize = 64;

/** Rows that go through all passes together: what the passes hand on stays in the innermost cache. */
const GROUP_ROWS: i32 = 512;

/** From where a value of the group is to where that is which it adds to a sum. */
const FINITE: usize = 8 * <usize>(GROUP_ROWS + 2);

let present: usize = 0;
let slots: usize = 0;
let unknown: usize = 0;

/** Work space: 16 bytes for each row of a group and two more, 4 for each and two more, and 8 for each and one more. */
export function useTallySpace(presentAt: usize, slotsAt: usize, unknownAt: usize): void {
  present = presentAt;
  slots = slotsAt;
  unknown = unknownAt;
}

/**
 * Counts a column of a block; returns how many of its values are present. `listsNew` says whether those that are none of the
 * baseline's are wanted.
 */
export function tallyColumn(feature: usize, values: usize, rows: i32, listsNew: i32): i32 {
  let count = 0;
  forgetNewValues();
  fetchIntoCache(feature, rows);
  for (let from = 0; from < rows; from += GROUP_ROWS) {
    const inGroup = keepPresent(feature, values + ((<usize>from) << 3), min(GROUP_ROWS, rows - from));
    findBuckets(feature, inGroup);
    findEntries(feature, inGroup);
    compare(inGroup);
    const unknownEnd = countSlots(inGroup);
    if (listsNew !== 0) countNewValues(unknown, unknownEnd);
    countBins(feature, present, inGroup);
    count += inGroup;
  }
  return count;
}

/**
 * Reads a feature's buckets and entries from end to end, as the processor can foresee: other features have pushed them out
 * of its inner caches, and the numbers would ask for them one line here, one there. Not where they have more lines than the
 * block has rows.
 */
function fetchIntoCache(feature: usize, rows: i32): void {
  const bucketBytes = (<usize>load<f64>(feature, LAST_BUCKET)) << 2;
  const entryBytes = <usize>load<u32>(feature, COUNT) * ENTRY_BYTES;
  if ((bucketBytes + entryBytes) / LINE_BYTES > <usize>rows) return;
  const sum =
    sumOfLines(<usize>load<u32>(feature, BUCKETS), bucketBytes) +
    sumOfLines(<usize>load<u32>(feature, ENTRIES), entryBytes);
  // Where it is overwritten; a sum that went nowhere would not be read for.
  store<u32>(slots, sum);
}

function sumOfLines(start: usize, bytes: usize): u32 {
  let sum: u32 = 0;
  for (let p = start; p < start + bytes; p += LINE_BYTES) sum += load<u32>(p);
  return sum;
}

/** Copies what is not NaN, with −0 as 0, and takes the extremes. */
function keepPresent(feature: usize, values: usize, rows: i32): i32 {
  const end = values + ((<usize>rows) << 3);
  let lowest = v128.load64_splat(feature, MIN);
  let highest = v128.load64_splat(feature, MAX);
  let missing = i64x2.splat(0);
  let to = present;
  let p = values;
  for (; p + 16 <= end; p += 16) {
    const pair = f64x2.add(v128.load(p), f64x2.splat(0));
    v128.store(to, pair);
    missing = v128.or(missing, f64x2.ne(pair, pair));
    // What is compared with NaN is kept.
    lowest = f64x2.pmin(lowest, pair);
    highest = f64x2.pmax(highest, pair);
    to += 16;
  }
  if (p < end) {
    const last = f64x2.add(v128.load64_splat(p), f64x2.splat(0));
    v128.store(to, last);
    missing = v128.or(missing, f64x2.ne(last, last));
    lowest = f64x2.pmin(lowest, last);
    highest = f64x2.pmax(highest, last);
  }
  store<f64>(feature, min(f64x2.extract_lane(lowest, 0), f64x2.extract_lane(lowest, 1)), MIN);
  store<f64>(feature, max(f64x2.extract_lane(highest, 0), f64x2.extract_lane(highest, 1)), MAX);
  return v128.any_true(missing) ? dropMissing(rows) : rows;
}

/** Moves the numbers of the group together. */
function dropMissing(rows: i32): i32 {
  const end = present + ((<usize>rows) << 3);
  let to = present;
  for (let p = present; p < end; p += 8) {
    const x = load<f64>(p);
    store<f64>(to, x);
    to += (<usize>!Number.isNaN(x)) << 3;
  }
  return <i32>((to - present) >> 3);
}

/** Writes the bucket of each value to the slots, and what it adds to a sum behind it; up to one more than there are. */
function findBuckets(feature: usize, count: i32): void {
  const last = v128.load64_splat(feature, LAST_BUCKET);
  const lowest = v128.load64_splat(feature, LOWEST);
  const scale = v128.load64_splat(feature, SCALE);
  const zero = f64x2.splat(0);
  const end = present + ((<usize>count) << 3);
  const isLinear = load<u32>(feature, IS_LINEAR) !== 0;
  let to = slots;
  for (let p = present; p < end; p += 16) {
    const pair = v128.load(p);
    const place = f64x2.mul(f64x2.sub(isLinear ? pair : upperHalves(pair), lowest), scale);
    // An infinity would leave nothing of a sum; its difference from itself is NaN.
    v128.store(p, v128.and(pair, f64x2.eq(f64x2.sub(pair, pair), zero)), FINITE);
    const bucket = i32x4.trunc_sat_f64x2_u_zero(f64x2.pmin(last, f64x2.pmax(zero, place)));
    store<u64>(to, i64x2.extract_lane(bucket, 0));
    to += 8;
  }
}

/** As doubles, integers that ascend with the numbers: negative ones order backwards by their bits. */
function upperHalves(pair: v128): v128 {
  const halves = i8x16.shuffle(pair, pair, 4, 5, 6, 7, 12, 13, 14, 15, 4, 5, 6, 7, 12, 13, 14, 15);
  const backwards = v128.and(i32x4.shr_s(halves, 31), i32x4.splat(0x7fffffff));
  return f64x2.convert_low_i32x4_s(v128.xor(halves, backwards));
}

/** Makes of each bucket the address of the first entry that its value is to be compared with. */
function findEntries(feature: usize, count: i32): void {
  const buckets = <usize>load<u32>(feature, BUCKETS);
  const end = slots + ((<usize>count) << 2);
  let p = present;
  for (let slot = slots; slot < end; slot += 4) {
    const bucket = buckets + ((<usize>load<u32>(slot)) << 2);
    const entry = load<u32>(bucket);
    const bytes = load<u32>(bucket, 4) - entry;
    store<u32>(slot, entry);
    if (bytes > <u32>BUCKET_BYTES)
      store<u32>(slot, searchAlone(entry, bytes / <u32>ENTRY_BYTES, load<f64>(p)));
    p += 8;
  }
}

/** Moves each slot to the first entry that is not below its value, and one further where that is its very value. */
function compare(count: i32): void {
  const end = slots + ((<usize>count) << 2);
  let p = present;
  for (let slot = slots; slot < end; slot += 4) {
    const entry = <usize>load<u32>(slot);
    const x = v128.load64_splat(p);
    const first = v128.load64_lane(entry + ENTRY_BYTES, v128.load64_zero(entry), 1);
    const second = v128.load64_lane(entry + 3 * ENTRY_BYTES, v128.load64_zero(entry + 2 * ENTRY_BYTES), 1);
    const below = i64x2.bitmask(f64x2.lt(first, x)) | (i64x2.bitmask(f64x2.lt(second, x)) << 2);
    const equal = i64x2.bitmask(v128.or(f64x2.eq(first, x), f64x2.eq(second, x)));
    store<u32>(slot, <u32>(entry + <usize>popcnt(below) * ENTRY_BYTES + <usize>popcnt(equal)));
    p += 8;
  }
}

/** Counts each value of the group at its entry; returns the end of those listed that the baseline does not have. */
function countSlots(count: i32): usize {
  const end = slots + ((<usize>count) << 2);
  let p = present;
  let to = unknown;
  for (let slot = slots; slot < end; slot += 4) {
    const found = <usize>load<u32>(slot);
    const isKnown = found & 1;
    const entry = found ^ isKnown;
    const rows = entry + (isKnown << 2);
    store<u32>(rows, load<u32>(rows, COUNTS) + 1, COUNTS);
    const summand = reinterpret<f64>(load<u64>(p, FINITE) & (<u64>isKnown - 1));
    store<f64>(entry, load<f64>(entry, GAP_SUM) + summand, GAP_SUM);
    store<f64>(to, load<f64>(p));
    to += (isKnown ^ 1) << 3;
    p += 8;
  }
  return to;
}

/** The first of `count` entries that is not below x, or the one behind them. */
function searchAlone(first: u32, count: u32, x: f64): u32 {
  let entry = first;
  let rest = count;
  while (rest > 0) {
    const half = rest >> 1;
    const middle = entry + half * <u32>ENTRY_BYTES;
    const isBelow = load<f64>(<usize>middle) < x;
    entry = isBelow ? middle + <u32>ENTRY_BYTES : entry;
    rest = isBelow ? rest - half - 1 : half;
  }
  return entry;
}

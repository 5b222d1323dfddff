/**
 * Counts the numbers of a block against the sorted distinct values of a baseline feature. Each pass does one
 * thing, without branches that depend on the data, so that its cache misses overlap.
 */

/**
 * A feature, 64 bytes. Address of its bucket table, which has for each bucket that of its first entry, and at the end that
 * of the first without a bucket; the steps of a search, a power of two; whether buckets are linear in the value or in its
 * upper half; then, as doubles, the last bucket, what is in the first one and how many buckets one more is worth, and the
 * smallest and largest value seen.
 */
const TABLE: usize = 0;
const STEPS: usize = 4;
const IS_LINEAR: usize = 8;
const LAST_BUCKET: usize = 16;
const LOWEST: usize = 24;
const SCALE: usize = 32;
const MIN: usize = 40;
const MAX: usize = 48;

/**
 * A baseline value, 24 bytes: the value; the sum of the finite numbers in the gap before it, their count, and the count of
 * the value itself. Behind the last one stand entries of NaN, which no number is above or equal to; the first has the gap
 * above all values.
 */
const ENTRY_BYTES: usize = 24;
const GAP_SUM: usize = 8;
const GAP_COUNT: usize = 16;

/**
 * A bucket of so many entries, as at either end of the table, is searched by itself: few values fall into one, and the
 * others, which are searched in step, need not wait.
 */
const CROWD_BYTES: usize = 8 * ENTRY_BYTES;

/** Sign, exponent and 6 bits of mantissa of the double's upper half. */
const BIN_SHIFT: u32 = 14;

/** A line of the processor's caches. */
const LINE_BYTES: usize = 64;

/** Rows that go through all passes together: what the passes hand on stays in the innermost cache. */
const GROUP_ROWS: i32 = 512;

let present: usize = 0;
let slots: usize = 0;
let unknown: usize = 0;
let bins: usize = 0;
let binCounts: usize = 0;

/** Values of the last column tallied that are none of the baseline's. */
export let unknownValues: i32 = 0;
/** Bins of the sketch that it touched. */
export let touchedBins: i32 = 0;

/**
 * Work space: 8 bytes for each row of a group and two more, 4 for each row of a group; 8 and 8 bytes for each row of a
 * block; and 4 zeroed bytes for each of 2^18 bins.
 */
export function useTallySpace(
  presentAt: usize,
  slotsAt: usize,
  unknownAt: usize,
  binsAt: usize,
  countsAt: usize,
): void {
  present = presentAt;
  slots = slotsAt;
  unknown = unknownAt;
  bins = binsAt;
  binCounts = countsAt;
}

/**
 * Counts a column of a block; returns how many of its values are present. `listsUnknown` says whether those that are none
 * of the baseline's are wanted one by one.
 */
export function tallyColumn(feature: usize, values: usize, rows: i32, listsUnknown: i32): i32 {
  let count = 0;
  unknownValues = 0;
  touchedBins = 0;
  fetchIntoCache(feature, rows);
  for (let from = 0; from < rows; from += GROUP_ROWS) {
    const inGroup = keepPresent(feature, values + ((<usize>from) << 3), min(GROUP_ROWS, rows - from));
    findBuckets(feature, inGroup);
    beginSearches(feature, inGroup);
    search(feature, inGroup);
    countSlots(inGroup, listsUnknown);
    countBins(inGroup);
    count += inGroup;
  }
  listBins();
  return count;
}

/**
 * Reads a feature's table and entries from end to end, as the processor can foresee: other features have pushed them out
 * of its inner caches, and the values would ask for them one line here, one there. Not where they have more lines than the
 * block has rows.
 */
function fetchIntoCache(feature: usize, rows: i32): void {
  const table = <usize>load<u32>(feature, TABLE);
  const tableEnd = table + ((<usize>(load<f64>(feature, LAST_BUCKET) + 1)) << 2);
  const entries = <usize>load<u32>(table);
  const entriesEnd = <usize>load<u32>(tableEnd);
  if ((tableEnd - table + entriesEnd - entries) / LINE_BYTES > <usize>rows) return;
  let sum: u32 = 0;
  for (let p = table; p < tableEnd; p += LINE_BYTES) sum += load<u32>(p);
  for (let p = entries; p < entriesEnd; p += LINE_BYTES) sum += load<u32>(p);
  // Where it is overwritten; a sum that went nowhere would not be read for.
  store<u32>(slots, sum);
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

/** Writes the bucket of each value to the slots; up to one more than there are. */
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

/** Makes of each bucket the address of the entry with which the search of its value begins. */
function beginSearches(feature: usize, count: i32): void {
  const table = <usize>load<u32>(feature, TABLE);
  const end = slots + ((<usize>count) << 2);
  let p = present;
  for (let slot = slots; slot < end; slot += 4) {
    const bucket = table + ((<usize>load<u32>(slot)) << 2);
    const first = load<u32>(bucket);
    const behind = load<u32>(bucket, 4);
    store<u32>(slot, first);
    if (behind - first >= <u32>CROWD_BYTES) {
      store<u32>(slot, <u32>searchAlone(<usize>first, <usize>(behind - first) / ENTRY_BYTES, load<f64>(p)));
    }
    p += 8;
  }
}

/** The first of `count` entries, or the one behind them, that is not below the value. */
function searchAlone(first: usize, count: usize, x: f64): usize {
  let entry = first;
  while (count > 0) {
    const half = count >> 1;
    const middle = entry + half * ENTRY_BYTES;
    const isBelow = load<f64>(middle) < x;
    entry = isBelow ? middle + ENTRY_BYTES : entry;
    count = isBelow ? count - half - 1 : half;
  }
  return entry;
}

/** Moves each slot to the first entry that is not below its value: one step of all searches at a time. */
function search(feature: usize, count: i32): void {
  const end = present + ((<usize>count) << 3);
  for (let steps = load<u32>(feature, STEPS) >> 1; steps > 0; steps >>= 1) {
    const bytes = <usize>steps * ENTRY_BYTES;
    let slot = slots;
    for (let p = present; p < end; p += 8) {
      const entry = <usize>load<u32>(slot);
      const isBelow = <usize>(load<f64>(entry + bytes - ENTRY_BYTES) < load<f64>(p));
      store<u32>(slot, <u32>(entry + (bytes & (0 - isBelow))));
      slot += 4;
    }
  }
}

function countSlots(count: i32, listsUnknown: i32): void {
  const end = present + ((<usize>count) << 3);
  const unknownBytes: usize = listsUnknown === 0 ? 0 : 8;
  let slot = slots;
  let to = unknown + ((<usize>unknownValues) << 3);
  for (let p = present; p < end; p += 8) {
    const x = load<f64>(p);
    const entry = <usize>load<u32>(slot);
    const isEqual = <usize>(load<f64>(entry) === x);
    const counter = entry + (isEqual << 2);
    store<u32>(counter, load<u32>(counter, GAP_COUNT) + 1, GAP_COUNT);
    // An infinity would leave nothing of a sum; its difference from itself is NaN.
    const isSummed = <u64>(isEqual ^ 1) & <u64>(x - x === 0);
    const summand = reinterpret<f64>(reinterpret<u64>(x) & (0 - isSummed));
    store<f64>(entry, load<f64>(entry, GAP_SUM) + summand, GAP_SUM);
    store<f64>(to, x);
    to += unknownBytes & (isEqual - 1);
    slot += 4;
  }
  unknownValues = <i32>((to - unknown) >> 3);
}

/** Counts by the upper bits of the double, and lists each bin when it is first met. */
function countBins(count: i32): void {
  const end = present + ((<usize>count) << 3);
  let to = bins + ((<usize>touchedBins) << 2);
  for (let p = present; p < end; p += 8) {
    const bin = load<u32>(p, 4) >> BIN_SHIFT;
    const counter = binCounts + ((<usize>bin) << 2);
    const sofar = load<u32>(counter);
    store<u32>(counter, sofar + 1);
    store<u32>(to, bin);
    to += (<usize>(sofar === 0)) << 2;
  }
  touchedBins = <i32>((to - bins) >> 2);
}

/** Makes pairs of the bins listed, each with its count, and their counts zero again for the next column. */
function listBins(): void {
  for (let i = touchedBins - 1; i >= 0; i--) {
    const bin = load<u32>(bins + ((<usize>i) << 2));
    const counter = binCounts + ((<usize>bin) << 2);
    store<u32>(bins + ((<usize>i) << 3), bin);
    store<u32>(bins + ((<usize>i) << 3), load<u32>(counter), 4);
    store<u32>(counter, 0);
  }
}

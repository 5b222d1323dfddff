/**
 * Counts the numbers of a block against the sorted distinct values of a baseline feature. Each pass does one
 * thing, without branches that depend on the data, so that its cache misses overlap.
 */

/**
 * A feature, 64 bytes. Addresses of its entries, of its bucket table and of the sums of its gaps; the steps of a search,
 * a power of two; then, as doubles, the last bucket, what is in the first one and how many buckets one more is worth,
 * and the smallest and largest value seen; whether buckets are linear in the value or in its upper half.
 */
const ENTRIES: usize = 0;
const STARTS: usize = 4;
const SUMS: usize = 8;
const STEPS: usize = 12;
const LAST_BUCKET: usize = 16;
const LOWEST: usize = 24;
const SCALE: usize = 32;
const MIN: usize = 40;
const MAX: usize = 48;
const IS_LINEAR: usize = 56;

/**
 * A baseline value, 16 bytes: the value, the count of the gap before it, the count of the value itself. Behind the last
 * one stand entries of NaN, which no number is above or equal to; the first has the count of the gap above all values.
 */
const ENTRY_SHIFT: usize = 4;
const ENTRY_BYTES: usize = 16;
const GAP_COUNT: usize = 8;

/** Sign, exponent and 6 bits of mantissa of the double's upper half. */
const BIN_SHIFT: u32 = 14;

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

/** Work space: for each row of a block 8, 4, 8 and 8 bytes, a few more; and 4 zeroed bytes for each of 2^18 bins. */
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
  for (let from = 0; from < rows; from += GROUP_ROWS) {
    const inGroup = keepPresent(values + ((<usize>from) << 3), min(GROUP_ROWS, rows - from));
    locateBuckets(feature, inGroup);
    search(feature, inGroup);
    countSlots(feature, inGroup, listsUnknown);
    countBins(inGroup);
    count += inGroup;
  }
  listBins();
  return count;
}

/** Copies what is not NaN, with −0 as 0. */
function keepPresent(values: usize, rows: i32): i32 {
  const end = values + ((<usize>rows) << 3);
  let to = present;
  for (let p = values; p < end; p += 8) {
    const x = load<f64>(p);
    store<f64>(to, x + 0.0);
    to += (<usize>!Number.isNaN(x)) << 3;
  }
  return <i32>((to - present) >> 3);
}

/** Ascends with the double: negative numbers order backwards by their bits. */
function ascending(upperHalf: i32): i32 {
  return upperHalf ^ ((upperHalf >> 31) & 0x7fffffff);
}

/** Writes to the slots the address of the entry with which the search of each value begins. */
function locateBuckets(feature: usize, count: i32): void {
  const entries = <usize>load<u32>(feature, ENTRIES);
  const starts = <usize>load<u32>(feature, STARTS);
  const last = load<f64>(feature, LAST_BUCKET);
  const lowest = load<f64>(feature, LOWEST);
  const scale = load<f64>(feature, SCALE);
  const end = present + ((<usize>count) << 3);
  let to = slots;
  if (load<u32>(feature, IS_LINEAR) !== 0) {
    for (let p = present; p < end; p += 8) {
      store<u32>(to, <u32>min(max((load<f64>(p) - lowest) * scale, 0), last));
      to += 4;
    }
  } else {
    for (let p = present; p < end; p += 8) {
      store<u32>(to, <u32>min(max((<f64>ascending(load<i32>(p, 4)) - lowest) * scale, 0), last));
      to += 4;
    }
  }
  for (let slot = slots; slot < to; slot += 4) {
    const start = load<u32>(starts + ((<usize>load<u32>(slot)) << 2));
    store<u32>(slot, <u32>entries + (start << (<u32>ENTRY_SHIFT)));
  }
}

/** Moves each slot to the first entry that is not below its value: one step of all searches at a time. */
function search(feature: usize, count: i32): void {
  const end = present + ((<usize>count) << 3);
  for (let step = ((<usize>load<u32>(feature, STEPS)) << ENTRY_SHIFT) >> 1; step >= ENTRY_BYTES; step >>= 1) {
    let slot = slots;
    for (let p = present; p < end; p += 8) {
      const entry = <usize>load<u32>(slot);
      const isBelow = <usize>(load<f64>(entry + step - ENTRY_BYTES) < load<f64>(p));
      store<u32>(slot, <u32>(entry + (isBelow ? step : 0)));
      slot += 4;
    }
  }
}

function countSlots(feature: usize, count: i32, listsUnknown: i32): void {
  const entries = <usize>load<u32>(feature, ENTRIES);
  const sums = <usize>load<u32>(feature, SUMS);
  const end = present + ((<usize>count) << 3);
  const unknownBytes: usize = listsUnknown === 0 ? 0 : 8;
  let lowest = load<f64>(feature, MIN);
  let highest = load<f64>(feature, MAX);
  let slot = slots;
  let to = unknown + ((<usize>unknownValues) << 3);
  for (let p = present; p < end; p += 8) {
    const x = load<f64>(p);
    const entry = <usize>load<u32>(slot);
    const isEqual = load<f64>(entry) === x;
    const counter = entry + ((<usize>isEqual) << 2);
    store<u32>(counter, load<u32>(counter, GAP_COUNT) + 1, GAP_COUNT);
    lowest = min(lowest, x);
    highest = max(highest, x);
    slot += 4;
    if (isEqual) continue;
    store<f64>(to, x);
    to += unknownBytes;
    // An infinity would leave nothing of a sum.
    if (Number.isFinite(x)) {
      const sum = sums + ((entry - entries) >> 1);
      store<f64>(sum, load<f64>(sum) + x);
    }
  }
  store<f64>(feature, lowest, MIN);
  store<f64>(feature, highest, MAX);
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

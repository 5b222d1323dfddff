/** Sorts doubles by their bits, in digits of 11 bits from the lowest on, once those of negative numbers are turned over. */

const DIGITS: usize = 6;
const DIGIT_BITS: usize = 11;
const DIGIT_MAX: u64 = 2047;
const COUNTS_BYTES: usize = 4 << DIGIT_BITS;

/** Numbers with each value of each digit. */
const COUNTS = memory.data(6 * 4 * 2048, 4);

/** Up to so many numbers are inserted one by one. */
const INSERTED_MAX: i32 = 48;

/** Sorts so many numbers, none of them NaN or the negative zero, in place; `spare` is room for as many. */
export function sortNumbers(values: usize, spare: usize, count: i32): void {
  const bytes = (<usize>count) << 3;
  if (count <= INSERTED_MAX) {
    insert(values, values + bytes);
    return;
  }
  turnAndCount(values, values + bytes);
  let from = values;
  let to = spare;
  for (let digit: usize = 0; digit < DIGITS; digit++) {
    const counts = COUNTS + digit * COUNTS_BYTES;
    if (!addUp(counts, <u32>count)) continue;
    const shift = <u64>(digit * DIGIT_BITS);
    for (let p = from; p < from + bytes; p += 8) {
      const bits = load<u64>(p);
      const place = counts + ((<usize>((bits >> shift) & DIGIT_MAX)) << 2);
      const at = load<u32>(place);
      store<u32>(place, at + 1);
      store<u64>(to + ((<usize>at) << 3), bits);
    }
    const other = from;
    from = to;
    to = other;
  }
  for (let i: usize = 0; i < bytes; i += 8) {
    const bits = load<i64>(from + i);
    store<i64>(values + i, bits ^ ((~bits >> 63) | i64.MIN_VALUE));
  }
}

function insert(start: usize, end: usize): void {
  for (let p = start + 8; p < end; p += 8) {
    const x = load<f64>(p);
    let to = p;
    while (to > start && load<f64>(to - 8) > x) {
      store<f64>(to, load<f64>(to - 8));
      to -= 8;
    }
    store<f64>(to, x);
  }
}

/** Turns bits so that they ascend with the number, as unsigned integers, and counts their digits. */
function turnAndCount(start: usize, end: usize): void {
  memory.fill(COUNTS, 0, DIGITS * COUNTS_BYTES);
  for (let p = start; p < end; p += 8) {
    const bits = load<i64>(p);
    const turned = bits ^ ((bits >> 63) | i64.MIN_VALUE);
    store<i64>(p, turned);
    let rest = <u64>turned;
    for (let counts = COUNTS; counts < COUNTS + DIGITS * COUNTS_BYTES; counts += COUNTS_BYTES) {
      const counter = counts + ((<usize>(rest & DIGIT_MAX)) << 2);
      store<u32>(counter, load<u32>(counter) + 1);
      rest >>= <u64>DIGIT_BITS;
    }
  }
}

/** Makes of each count that of all before it; false where all numbers agree in the digit, and nothing is to be done. */
function addUp(counts: usize, all: u32): bool {
  let before: u32 = 0;
  for (let p = counts; p < counts + COUNTS_BYTES; p += 4) {
    const count = load<u32>(p);
    if (count === all) return false;
    store<u32>(p, before);
    before += count;
  }
  return true;
}

/**
 * Leaves the different ones of so many sorted numbers, and writes for each how many of all are not above it, u32 each.
 * Returns how many are left.
 */
export function keepDistinct(values: usize, count: i32, upTo: usize): i32 {
  let kept: usize = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const value = load<f64>(values + (i << 3));
    // Of equal ones the last is written over the others.
    kept += <usize>(i > 0 && load<f64>(values + ((kept - 1) << 3)) === value ? 0 : 1);
    store<f64>(values + ((kept - 1) << 3), value);
    store<u32>(upTo + ((kept - 1) << 2), <u32>i + 1);
  }
  return <i32>kept;
}

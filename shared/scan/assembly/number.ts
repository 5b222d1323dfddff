/**
 * Decimal text to the double nearest to it, bit for bit what JavaScript's `Number(text)` gives, or NaN where that is
 * not proven. Three levels:
 *
 * 1. Up to 16 characters and a minus, `-12.345`, without a branch for each digit: a shuffle lines the digits up, three
 *    multiplications add them up (Daniel Lemire and Wojciech Muła's technique for integers, with the point taken out by the
 *    shuffle).
 * 2. Any decimal of up to 19 digits: with digits below 2^53 and a power of ten that is itself a double, one operation
 *    rounds once (Clinger, "How to read floating point numbers accurately", 1990).
 * 3. More digits, by double-double arithmetic, when both ends of its error bound round alike.
 */

const POINT: u32 = 46;
const MINUS: u32 = 45;
const PLUS: u32 = 43;
const ZERO: u32 = 48;
const QUOTE: u32 = 34;
const LOWER_E: u32 = 101;
const LOWER_CASE: u32 = 32;

/** Cells of up to this many bytes are parsed in one register. */
const SHORT_MAX: i32 = 16;
/** Integers up to here are doubles. */
const EXACT_MAX: u64 = 1 << 53;
/** What stands before the last eight digits, where all together are surely below that. */
const EXACT_HIGH_MAX: u32 = 90_071_991;
/** The largest power of ten that is a double. */
const POWER_MAX: i32 = 22;
const DIGITS_MAX: i32 = 19;
/** Exponents beyond are left to the host; the digits only have to stay within an i32. */
const EXPONENT_MAX: i32 = 9999;

const POWERS = memory.data(23 * 8, 8);
/**
 * A cell's form is its length and the position of its point, 16 for none. For each form the shuffle that puts the digits
 * at the register's end; and, twice, what their number is to be divided by: NaN when there is no digit; then the same for a
 * cell with a minus, negative, so that its zero is the negative one.
 */
const SHUFFLES = memory.data(17 * 17 * 16, 16);
const DIVISORS = memory.data(17 * 17 * 16, 16);

/** Operands of 16 bytes: read from memory, they take one instruction instead of three. */
const POINTS = memory.data<u32>([0x2e2e2e2e, 0x2e2e2e2e, 0x2e2e2e2e, 0x2e2e2e2e], 16);
const ZEROS = memory.data<u32>([0x30303030, 0x30303030, 0x30303030, 0x30303030], 16);
/** Digits and this do not reach 128, anything else does. */
const ABOVE_DIGITS = memory.data<u32>([0x76767676, 0x76767676, 0x76767676, 0x76767676], 16);
const LOW_BYTES = memory.data<u32>([0xff00ff, 0xff00ff, 0xff00ff, 0xff00ff], 16);
const TENS = memory.data<u32>([0xa000a, 0xa000a, 0xa000a, 0xa000a], 16);
const HUNDREDS = memory.data<u32>([0x10064, 0x10064, 0x10064, 0x10064], 16);
const TEN_THOUSANDS = memory.data<u32>([0x12710, 0x12710, 0x12710, 0x12710], 16);

let power: f64 = 1;
for (let i: usize = 0; i <= <usize>POWER_MAX; i++) {
  store<f64>(POWERS + (i << 3), power);
  power *= 10;
}
for (let length = 0; length <= SHORT_MAX; length++) {
  for (let point = 0; point <= SHORT_MAX; point++) {
    const form = formAt(length, point);
    let from = length - 1;
    let digits = 0;
    for (let to = 15; to >= 0; to--) {
      if (from === point) from--;
      // An index out of range gives a zero.
      store<u8>(SHUFFLES + form + to, from >= 0 ? <u8>from : 255);
      digits += <i32>(from >= 0);
      from--;
    }
    const decimals = point < length ? length - point - 1 : 0;
    const divisor = digits === 0 ? NaN : load<f64>(POWERS + ((<usize>decimals) << 3));
    store<f64>(DIVISORS + form, divisor);
    store<f64>(DIVISORS + form, -divisor, 8);
  }
}

/** Where a form's 16 bytes are in either table. */
function formAt(length: i32, point: i32): usize {
  return <usize>((length * 17 + point) << 4);
}

/** The number of the cell from `start` to `end`, if it is short and plain; NaN for any other. */
export function parsePlain(start: usize, end: usize): f64 {
  const isNegative = <usize>(load<u8>(start) === MINUS);
  const length = <i32>(end - start - isNegative);
  if (<u32>(length - 1) >= <u32>SHORT_MAX) return NaN;
  const text = v128.load(start + isNegative);
  const points = i8x16.bitmask(i8x16.eq(text, v128.load(POINTS))) & ((1 << length) - 1);
  const form = formAt(length, ctz(points | (1 << SHORT_MAX)));
  const digits = i8x16.swizzle(v128.xor(text, v128.load(ZEROS)), v128.load(form, SHUFFLES));
  if (i8x16.bitmask(i8x16.add_sat_u(digits, v128.load(ABOVE_DIGITS))) !== 0) return NaN;
  const twos = i16x8.add(
    i16x8.mul(v128.and(digits, v128.load(LOW_BYTES)), v128.load(TENS)),
    i16x8.shr_u(digits, 8),
  );
  const fours = i32x4.dot_i16x8_s(twos, v128.load(HUNDREDS));
  const eights = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(fours, fours), v128.load(TEN_THOUSANDS));
  const both = i64x2.extract_lane(eights, 0);
  if (<u32>both > EXACT_HIGH_MAX) return NaN;
  const mantissa = (both & 0xffffffff) * 100000000 + (both >> 32);
  return <f64>mantissa / load<f64>(form + (isNegative << 3), DIVISORS);
}

/**
 * The number of any cell: padding, quotes, a plus, an exponent, or more digits. NaN when it is empty, no number, or one for the
 * host to parse.
 */
export function parseAny(start: usize, end: usize): f64 {
  let from = skipPadding(start, end);
  let to = dropPadding(from, end);
  if (from < to && load<u8>(from) === QUOTE) {
    from = skipPadding(from + 1, to - 1);
    to = dropPadding(from, to - 1);
  }
  if (from >= to) return NaN;
  const first = load<u8>(from);
  const isNegative = first === MINUS;
  let p = from + <usize>(isNegative || first === PLUS);
  let mantissa: u64 = 0;
  let significant = 0;
  let any = false;
  let decimals = 0;
  let behindPoint = false;
  for (; p < to; p++) {
    const byte = <u32>load<u8>(p);
    const digit = byte - ZERO;
    if (digit <= 9) {
      if (significant === DIGITS_MAX) return NaN;
      any = true;
      mantissa = mantissa * 10 + <u64>digit;
      significant += <i32>(mantissa !== 0);
      decimals += <i32>behindPoint;
    } else if (byte === POINT && !behindPoint) behindPoint = true;
    else break;
  }
  if (!any) return NaN;
  let exponent = 0;
  if (p < to) {
    if ((<u32>load<u8>(p) | LOWER_CASE) !== LOWER_E) return NaN;
    p++;
    const sign: u32 = p < to ? <u32>load<u8>(p) : 0;
    p += <usize>(sign === MINUS || sign === PLUS);
    if (p === to) return NaN;
    for (; p < to; p++) {
      const digit = <u32>load<u8>(p) - ZERO;
      if (digit > 9 || exponent > EXPONENT_MAX) return NaN;
      exponent = exponent * 10 + <i32>digit;
    }
    if (sign === MINUS) exponent = -exponent;
  }
  const value = scaled(mantissa, exponent - decimals);
  return isNegative ? -value : value;
}

export function isPadding(byte: u32): bool {
  return byte === 32 || byte === 9;
}

export function skipPadding(start: usize, end: usize): usize {
  let from = start;
  while (from < end && isPadding(load<u8>(from))) from++;
  return from;
}

export function dropPadding(start: usize, end: usize): usize {
  let to = end;
  while (to > start && isPadding(load<u8>(to - 1))) to--;
  return to;
}

/** `mantissa` · 10^`exponent`, or NaN when its nearest double is not certain. */
function scaled(mantissa: u64, exponent: i32): f64 {
  if (mantissa === 0) return 0;
  if (exponent < -POWER_MAX || exponent > POWER_MAX) return NaN;
  const power = load<f64>(POWERS + ((<usize>abs(exponent)) << 3));
  if (mantissa <= EXACT_MAX) return exponent < 0 ? <f64>mantissa / power : <f64>mantissa * power;
  const high = <f64>mantissa;
  const low = <f64>(<i64>(mantissa - <u64>high));
  return exponent < 0 ? quotient(high, low, power) : product(high, low, power);
}

/** 2^27 + 1 splits a double into two halves whose products are exact (Dekker 1971). */
const SPLITTER: f64 = 134217729;

/** What `a · b` leaves out of the exact product `product`. */
function productError(a: f64, b: f64, product: f64): f64 {
  const aScaled = SPLITTER * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = SPLITTER * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

function quotient(high: f64, low: f64, divisor: f64): f64 {
  const first = high / divisor;
  const back = first * divisor;
  const rest = (high - back - productError(first, divisor, back) + low) / divisor;
  return roundedSum(first, rest);
}

function product(high: f64, low: f64, factor: f64): f64 {
  const first = high * factor;
  return roundedSum(first, productError(high, factor, first) + low * factor);
}

/**
 * The sum, if it is the double nearest to the exact value. With u = 2^-53, `rest` carries the rounding of its own last
 * operation, u·|rest|, and at most 3u²·|first| from those before it: the bound below is larger than both.
 */
function roundedSum(first: f64, rest: f64): f64 {
  const bound = abs(rest) * 1e-14 + abs(first) * 1e-31;
  const sum = first + rest;
  return first + (rest - bound) === sum && first + (rest + bound) === sum ? sum : NaN;
}

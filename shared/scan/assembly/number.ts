/**
 * Decimal text to the double nearest to it, bit for bit what JavaScript's `Number(text)` gives, or NaN where that is
 * not proven. Three levels:
 *
 * 1. Up to 16 characters, `-12.345`, without a branch for each digit: a shuffle lines the digits up, two multiplications
 *    add them up (Daniel Lemire and Wojciech Muła's technique for integers, with the point taken out by the shuffle).
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
/** The largest power of ten that is a double. */
const POWER_MAX: i32 = 22;
const DIGITS_MAX: i32 = 19;
/** Exponents beyond are left to the host; the digits only have to stay within an i32. */
const EXPONENT_MAX: i32 = 9999;

/** For each length and position of the point (16: none) the shuffle that puts the digits at the register's end. */
const SHUFFLES = memory.data(17 * 17 * 16, 16);
/** All bits, or all but those of the first byte: takes a sign away. */
const WITHOUT_SIGN = memory.data(32, 16);
const POWERS = memory.data(23 * 8, 8);

let power: f64 = 1;
for (let i: usize = 0; i <= <usize>POWER_MAX; i++) {
  store<f64>(POWERS + (i << 3), power);
  power *= 10;
}
for (let i: usize = 0; i < 16; i++) {
  store<u8>(WITHOUT_SIGN + i, 255);
  store<u8>(WITHOUT_SIGN + 16 + i, i === 0 ? 0 : 255);
}
for (let length = 0; length <= SHORT_MAX; length++) {
  for (let point = 0; point <= SHORT_MAX; point++) {
    const shuffle = SHUFFLES + <usize>((length * 17 + point) << 4);
    let from = length - 1;
    for (let to = 15; to >= 0; to--) {
      if (from === point) from--;
      // An index out of range gives a zero.
      store<u8>(shuffle + to, from >= 0 ? <u8>from : 255);
      from--;
    }
  }
}

/** The number of the cell from `start` to `end`; NaN when it is empty, no number, or one for the host to parse. */
export function parseCell(start: usize, end: usize): f64 {
  const length = <i32>(end - start);
  if (<u32>(length - 1) < <u32>SHORT_MAX) {
    const text = v128.load(start);
    const negative = <usize>(i8x16.extract_lane_u(text, 0) === <u8>MINUS);
    const points =
      (i8x16.bitmask(i8x16.eq(text, i8x16.splat(<i8>POINT))) & ((1 << length) - 1)) | (1 << SHORT_MAX);
    const point = ctz(points);
    const digits = i8x16.swizzle(
      v128.and(v128.xor(text, i8x16.splat(<i8>ZERO)), v128.load(WITHOUT_SIGN + (negative << 4))),
      v128.load(SHUFFLES + <usize>((length * 17 + point) << 4)),
    );
    const hasPoint = <i32>(point !== SHORT_MAX);
    if (!v128.any_true(i8x16.gt_u(digits, i8x16.splat(9))) && length - hasPoint - <i32>negative > 0) {
      const twos = i16x8.add(
        i16x8.mul(v128.and(digits, i16x8.splat(0xff)), i16x8.splat(10)),
        i16x8.shr_u(digits, 8),
      );
      const fours = i32x4.dot_i16x8_s(twos, i32x4.splat(0x00010064));
      const high = i32x4.extract_lane(fours, 0) * 10000 + i32x4.extract_lane(fours, 1);
      const low = i32x4.extract_lane(fours, 2) * 10000 + i32x4.extract_lane(fours, 3);
      const mantissa = <i64>high * 100000000 + <i64>low;
      if (<u64>mantissa <= EXACT_MAX) {
        const decimals = hasPoint * (length - point - 1);
        const value = <f64>mantissa / load<f64>(POWERS + ((<usize>decimals) << 3));
        return reinterpret<f64>(reinterpret<i64>(value) | ((<i64>negative) << 63));
      }
    }
  } else if (length === 0) {
    return NaN;
  }
  return parseLong(start, end);
}

/** Padding, quotes, a plus, an exponent, or more digits. */
function parseLong(start: usize, end: usize): f64 {
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

/**
 * First stage: where cells and rows end. Reads 64 bytes at a time and knows no branches but those for quotes and
 * carriage returns, which most blocks have none of.
 *
 * It takes only what it is sure of. At the first block that holds anything else (a quote inside a plain cell, text behind
 * a closing quote, a carriage return without a line feed, a NUL byte) it stops, and the row there is the host's to read.
 */

const LF: i8 = 10;
const CR: i8 = 13;
const QUOTE: i8 = 34;
const BLANK: u8 = 32;
const BLOCK_BYTES: usize = 64;
const MARK_BYTES: usize = 4;

/** Addresses of delimiters and line feeds outside quotes, u32 each; before them what is before the first row. */
let marks: usize = 0;
/** For each line feed among them its position in that list, u32 each. */
let rowEnds: usize = 0;
let delimiter: i8 = 44;

/** Rows found by the last call. */
export let rowsFound: i32 = 0;
/** Address behind the last of them. */
export let rowsEnd: usize = 0;
/** Whether it stopped at something that needs care. */
export let stoppedEarly: bool = false;
/** Whether there is a byte that is not ASCII. */
export let hasNonAscii: bool = false;
/** Whether a line break stands inside quotes. */
export let hasQuotedBreaks: bool = false;

export function useIndex(marksAt: usize, rowEndsAt: usize, delimiterByte: i32): void {
  marks = marksAt + MARK_BYTES;
  rowEnds = rowEndsAt;
  delimiter = <i8>delimiterByte;
}

export function markAddress(position: i32): usize {
  return marks + ((<usize>position) << 2);
}

/** Position −1 is that before the first row. */
export function markAt(position: i32): usize {
  return <usize>load<u32>(markAddress(position));
}

export function rowEndAt(row: i32): i32 {
  return load<i32>(rowEnds + ((<usize>row) << 2));
}

/** Bits of the 64 bytes that equal `byte`. */
function equalBits(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(a, byte))) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(b, byte)))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(c, byte)))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(d, byte)))) << 48)
  );
}

/** Each bit becomes the parity of the bits up to and including it. */
function prefixParity(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/**
 * Finds the rows from `start`, where one begins, to `end`. The 64 bytes from `end` on are overwritten.
 * O(end − start), at several gigabytes a second.
 */
export function index(start: usize, end: usize): void {
  const delimiters = i8x16.splat(delimiter);
  const feeds = i8x16.splat(LF);
  const quotes = i8x16.splat(QUOTE);
  const returns = i8x16.splat(CR);
  memory.fill(end, BLANK, BLOCK_BYTES);
  store<u32>(markAddress(-1), <u32>start - 1);
  let high = i8x16.splat(0);
  let found = 0;
  let rows = 0;
  // What the byte before the block was: a row begins as if behind a line feed.
  let insideBefore: u64 = 0;
  let markBefore: u64 = 1;
  let quoteBefore: u64 = 0;
  let closeBefore: u64 = 0;
  let returnBefore: u64 = 0;
  stoppedEarly = false;
  hasQuotedBreaks = false;
  for (let p = start; p < end; p += BLOCK_BYTES) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    high = v128.or(high, v128.or(v128.or(a, b), v128.or(c, d)));
    let feedBits = equalBits(a, b, c, d, feeds);
    let markBits = equalBits(a, b, c, d, delimiters) | feedBits;
    const special = v128.or(
      v128.or(
        v128.or(i8x16.eq(a, quotes), i8x16.eq(b, quotes)),
        v128.or(i8x16.eq(c, quotes), i8x16.eq(d, quotes)),
      ),
      v128.or(
        v128.or(i8x16.eq(a, returns), i8x16.eq(b, returns)),
        v128.or(i8x16.eq(c, returns), i8x16.eq(d, returns)),
      ),
    );
    // Bytes below 1 are those that are 0.
    const lowest = i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d));
    if (!i8x16.all_true(lowest)) {
      stoppedEarly = true;
      break;
    }
    if (v128.any_true(special) || (insideBefore | closeBefore | returnBefore) !== 0) {
      const valid: u64 = p + BLOCK_BYTES > end ? ((<u64>1) << (<u64>(end - p))) - 1 : u64.MAX_VALUE;
      const quoteBits = equalBits(a, b, c, d, quotes);
      const returnBits = equalBits(a, b, c, d, returns);
      const inside = prefixParity(quoteBits) ^ insideBefore;
      const opening = quoteBits & inside;
      const closing = quoteBits & ~inside;
      const behindReturn = (returnBits << 1) | returnBefore;
      const behindClose = (closing << 1) | closeBefore;
      const behindMark = (markBits << 1) | markBefore;
      const behindQuote = (quoteBits << 1) | quoteBefore;
      const wrong =
        (behindReturn & ~feedBits) |
        (behindClose & ~(markBits | quoteBits | returnBits)) |
        (opening & ~(behindMark | behindQuote));
      if ((wrong & valid) !== 0) {
        stoppedEarly = true;
        break;
      }
      hasQuotedBreaks = hasQuotedBreaks || (feedBits & inside) !== 0;
      feedBits &= ~inside;
      markBits &= ~inside;
      insideBefore = <u64>(<i64>inside >> 63);
      quoteBefore = quoteBits >> 63;
      closeBefore = closing >> 63;
      returnBefore = returnBits >> 63;
    } else {
      quoteBefore = 0;
    }
    markBefore = markBits >> 63;
    for (let rest = feedBits; rest !== 0; rest &= rest - 1) {
      const before = (rest & (0 - rest)) - 1;
      store<i32>(rowEnds + ((<usize>rows) << 2), found + <i32>popcnt(markBits & before));
      rows++;
    }
    let to = marks + ((<usize>found) << 2);
    found += <i32>popcnt(markBits);
    for (let rest = markBits; rest !== 0; rest &= rest - 1) {
      store<u32>(to, <u32>p + <u32>ctz(rest));
      to += 4;
    }
  }
  hasNonAscii = i8x16.bitmask(high) !== 0;
  rowsFound = rows;
  rowsEnd = rows === 0 ? start : markAt(rowEndAt(rows - 1)) + 1;
}

/** Line feeds from `start` to `end`, inside quotes or not. */
export function countFeeds(start: usize, end: usize): i32 {
  let feeds = 0;
  for (let p = start; p < end; p++) feeds += <i32>(load<u8>(p) === LF);
  return feeds;
}

/** Enough for the places in a dictionary of `PARQUET_PAGE_VALUES_MAX` values, and few enough for bitwise operators. */
const RUN_BITS_MAX = 24;

/**
 * Whole numbers of `width` bits in Parquet's hybrid of runs and packed bits (`Encodings.md`, "RLE"). Nothing beyond `count` is
 * written, whatever the bytes promise. O(count).
 *
 * @param width 0 to `RUN_BITS_MAX`
 * @throws RangeError when the bytes end before `count` numbers
 */
export function readRuns(bytes: Uint8Array, width: number, count: number): Uint32Array {
  if (width > RUN_BITS_MAX) throw new RangeError(`numbers of ${width} bits`);
  const numbers = new Uint32Array(count);
  const wide = Math.ceil(width / 8);
  let at = 0;
  for (let filled = 0; filled < count; ) {
    let header = 0;
    for (let shift = 0, byte = 0x80; byte >= 0x80; shift += 7) {
      if (at >= bytes.length || shift > 28) throw new RangeError('a run without an end');
      byte = bytes[at++]!;
      header += (byte & 0x7f) * 2 ** shift;
    }
    if (header % 2 === 1) {
      const packed = Math.min(((header - 1) / 2) * 8, count - filled);
      // The last group may end with its last number.
      if (at + Math.ceil((packed * width) / 8) > bytes.length)
        throw new RangeError('packed numbers that are cut short');
      unpack(bytes, at, width, numbers.subarray(filled, filled + packed));
      at += ((header - 1) / 2) * width;
      filled += packed;
    } else {
      if (at + wide > bytes.length) throw new RangeError('a run that is cut short');
      let value = 0;
      for (let i = 0; i < wide; i++) value += bytes[at++]! * 2 ** (8 * i);
      const end = Math.min(count, filled + header / 2);
      numbers.fill(value, filled, end);
      filled = end;
    }
  }
  return numbers;
}

/** The lowest bits come first. */
function unpack(bytes: Uint8Array, from: number, width: number, out: Uint32Array): void {
  const mask = 2 ** width - 1;
  let at = from;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < out.length; i++) {
    for (; bits < width; bits += 8) held |= bytes[at++]! << bits;
    out[i] = held & mask;
    held >>>= width;
    bits -= width;
  }
}

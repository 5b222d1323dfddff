/** Bytes of a file, from `from` up to and without `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A file of `size` bytes in ranges of `partBytes`, of which the last may be shorter. They know nothing of rows:
 * `likelyRowStart` moves a cut to where one begins.
 *
 * @example planRanges(250, 100) // [{ from: 0, to: 100 }, { from: 100, to: 200 }, { from: 200, to: 250 }]
 */
export function planRanges(size: number, partBytes: number): ByteRange[] {
  if (!(Number.isSafeInteger(partBytes) && partBytes > 0)) {
    throw new RangeError(`A range must have a whole number of bytes, at least 1, not ${partBytes}.`);
  }
  const ranges: ByteRange[] = [];
  for (let from = 0; from < size; from += partBytes)
    ranges.push({ from, to: Math.min(size, from + partBytes) });
  return ranges;
}

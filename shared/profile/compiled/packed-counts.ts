/** Whole numbers in as few bytes each as the largest of them needs. */
export type PackedCounts = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Bytes that each of them takes. */
export type CountBytes = 1 | 2 | 4 | 8;

const ARRAYS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: Float64Array } as const;

/** What there is more of at each place of a sequence that never falls than at the one before. O(n). */
export function packIncreases(sums: ArrayLike<number>): {
  readonly packed: PackedCounts;
  readonly each: CountBytes;
} {
  let largest = 0;
  for (let i = 0; i < sums.length; i++) largest = Math.max(largest, sums[i]! - (sums[i - 1] ?? 0));
  const each = bytesFor(largest);
  const packed = new ARRAYS[each](sums.length);
  for (let i = 0; i < sums.length; i++) packed[i] = sums[i]! - (sums[i - 1] ?? 0);
  return { packed, each };
}

/** Adds them up again, into `sums`, and returns the last sum. O(n). */
export function addUp(packed: PackedCounts, sums: Uint32Array | Int32Array): number {
  let sum = 0;
  for (let i = 0; i < packed.length; i++) {
    sum += packed[i]!;
    sums[i] = sum;
  }
  return sum;
}

/** A view of so many packed counts; the offset is a multiple of 8. */
export function viewCounts(bytes: Uint8Array, offset: number, count: number, each: CountBytes): PackedCounts {
  return new ARRAYS[each](bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, count);
}

function bytesFor(largest: number): CountBytes {
  if (largest < 2 ** 8) return 1;
  if (largest < 2 ** 16) return 2;
  return largest < 2 ** 32 ? 4 : 8;
}

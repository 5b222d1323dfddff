import type { RowBatch } from './row-scanner.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

/** Indices of the rows of a batch that are not valid UTF-8. O(bytes), and no more than one check when all are. */
export function invalidUtf8Rows(batch: RowBatch): number[] {
  if (isUtf8(batch.bytes)) return [];
  const rows: number[] = [];
  for (let i = 0; i < batch.offsets.length; i++) {
    const end = batch.offsets[i + 1] ?? batch.start + batch.bytes.length;
    if (!isUtf8(batch.bytes.subarray(batch.offsets[i]! - batch.start, end - batch.start))) rows.push(i);
  }
  return rows;
}

/** Whether the bytes are valid UTF-8. O(bytes), at memory's speed. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

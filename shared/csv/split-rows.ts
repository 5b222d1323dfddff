import { parse } from 'csv-parse/browser/esm/sync';
import type { RowBatch } from './row-scanner.ts';
import { isUtf8 } from './utf8.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Cells of each row of a batch, as they stand in the file without quotes and without trimming. csv-parse takes
 * the batches that have quotes; without any, splitting each row's text is the same and several times faster.
 *
 * csv-parse's browser build is the same code with its own `Buffer`: it runs everywhere and is no slower in Node.
 */
export function splitRows(batch: RowBatch, delimiter: string): string[][] {
  return batch.quoted ? parseQuoted(batch, delimiter) : splitPlain(batch, delimiter);
}

function parseQuoted(batch: RowBatch, delimiter: string): string[][] {
  const rows = parse(soundUtf8(withoutRanges(batch.bytes, batch.start, batch.padding)), {
    delimiter,
    // Left to itself csv-parse settles on the first line break it sees; files joined from two have two kinds.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  if (rows.length !== batch.offsets.length) {
    throw new Error(`Two readings disagree: ${rows.length} rows where ${batch.offsets.length} were found.`);
  }
  return rows;
}

/** csv-parse would read broken characters as more U+FFFD than a batch without quotes does: one text would be two levels. */
const soundUtf8 = (bytes: Uint8Array): Uint8Array =>
  isUtf8(bytes) ? bytes : encoder.encode(decoder.decode(bytes));

function splitPlain({ bytes, start, offsets, ends }: RowBatch, delimiter: string): string[][] {
  // Row by row: a part of a string keeps the whole alive, and a cell that somebody keeps may keep its row, not more.
  return offsets.map((offset, i) =>
    decoder.decode(bytes.subarray(offset - start, ends[i]! - start)).split(delimiter),
  );
}

/** The bytes but for those between each pair of offsets; `start` is the offset of the first. */
function withoutRanges(bytes: Uint8Array, start: number, ranges: readonly number[]): Uint8Array {
  if (ranges.length === 0) return bytes;
  const kept = new Uint8Array(bytes.length);
  let from = 0;
  let size = 0;
  for (let i = 0; i <= ranges.length; i += 2) {
    const piece = bytes.subarray(from, i < ranges.length ? ranges[i]! - start : bytes.length);
    kept.set(piece, size);
    size += piece.length;
    from = (ranges[i + 1] ?? 0) - start;
  }
  return kept.subarray(0, size);
}

import { SAMPLE_CELLS_MAX, SAMPLE_ROWS_MAX } from '../config/limits.ts';
import type { ColumnBlock, ColumnValues } from '../csv/blocks.ts';
import { hashOffset } from './hash.ts';
import type { SampleRow } from './tally.ts';

/**
 * A uniform sample of whole rows that does not depend on how or in which order a batch is read: the k rows whose
 * byte offsets have the smallest hashes (bottom-k sampling; Cohen & Kaplan, "Summarizing data using bottom-k
 * sketches", PODC 2007). The bottom k of a union are the bottom k of the parts' bottom k.
 */

const bySmallestHash = (a: SampleRow, b: SampleRow) => a.hash - b.hash || a.offset - b.offset;

/** The sample after a block of rows. Most blocks of a long batch change nothing and cost one hash a row. */
export function sampleBlock(sample: SampleRow[], block: ColumnBlock): SampleRow[] {
  const rowsMax = sampleRowsMax(block.columns.length);
  const largest = sample.length < rowsMax ? Infinity : (sample.at(-1)?.hash ?? -1);
  const rows: SampleRow[] = [];
  for (let row = 0; row < block.rows; row++) {
    const offset = block.rowOffsets[row]!;
    const hash = hashOffset(offset);
    if (hash <= largest)
      rows.push({ hash, offset, values: block.columns.map((column) => cell(column, row)) });
  }
  return rows.length === 0 ? sample : mergeSamples(sample, rows);
}

/** The bottom-k sample of two disjoint parts of a batch. */
export function mergeSamples(a: readonly SampleRow[], b: readonly SampleRow[]): SampleRow[] {
  const [row] = b;
  if (row === undefined) return [...a];
  return [...a, ...b].sort(bySmallestHash).slice(0, sampleRowsMax(row.values.length));
}

/** Rows in the sample of a batch with this many features: bounded by cells too, for 2,048 wide rows take gigabytes. */
export function sampleRowsMax(features: number): number {
  return Math.min(SAMPLE_ROWS_MAX, Math.floor(SAMPLE_CELLS_MAX / Math.max(1, features)));
}

function cell(column: ColumnValues | null, row: number): number | string | null {
  if (column === null) return null;
  const value = column.values[row]!;
  return typeof value === 'number' ? sampledNumber(value) : value;
}

/** A number as a sampled row holds it: null for NaN. */
export const sampledNumber = (value: number): number | null => (Number.isNaN(value) ? null : value + 0); // adding 0 turns -0 into 0

import { SAMPLE_CELLS_MAX, SAMPLE_ROWS_MAX } from '../config/limits.ts';
import type { ColumnBlock, ColumnValues } from '../csv/blocks.ts';
import { hashOffset } from './hash.ts';
import type { SampleRow } from './tally.ts';

/**
 * A uniform sample of whole rows that does not depend on how or in which order a batch is read: the k rows whose
 * byte offsets have the smallest hashes (bottom-k sampling; Cohen & Kaplan, "Summarizing data using bottom-k
 * sketches", PODC 2007). The bottom k of a union are the bottom k of the parts' bottom k.
 */

interface Candidate {
  readonly hash: number;
  readonly offset: number;
}

const bySmallestHash = (a: Candidate, b: Candidate) => a.hash - b.hash || a.offset - b.offset;

/** The sample after a block of rows. Most blocks of a long batch change nothing and cost one hash a row. */
export function sampleBlock(sample: SampleRow[], block: ColumnBlock): SampleRow[] {
  const offsets = block.rowOffsets.subarray(0, block.rows);
  return sampleRows(sample, offsets, offsets.map(hashOffset), block.columns.length, (row) =>
    block.columns.map((column) => cell(column, row)),
  );
}

/**
 * The sample after the rows that start at these offsets.
 *
 * @param hashes of the offsets: `hashOffset` of each
 * @param valuesOf the row's values, in the order of the profile's features
 */
export function sampleRows(
  sample: SampleRow[],
  rowOffsets: Float64Array,
  hashes: Float64Array,
  features: number,
  valuesOf: (row: number) => SampleRow['values'],
): SampleRow[] {
  const rowsMax = sampleRowsMax(features);
  const largest = largestWanted(sample, hashes, rowsMax);
  const rows: SampleRow[] = [];
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row]!;
    if (hash <= largest) rows.push({ hash, offset: rowOffsets[row]!, values: valuesOf(row) });
  }
  return rows.length === 0 ? sample : mergeSamples(sample, rows);
}

/** No row with a larger hash comes into the sample; some with smaller ones may not either. */
function largestWanted(sample: readonly SampleRow[], hashes: Float64Array, rowsMax: number): number {
  const worst = sample.length < rowsMax ? Infinity : (sample.at(-1)?.hash ?? Infinity);
  // Most of a first block would be taken in vain.
  return hashes.length > rowsMax && worst === Infinity ? hashes.slice().sort()[rowsMax - 1]! : worst;
}

/** The bottom-k sample of two disjoint parts of a batch. */
export function mergeSamples(a: readonly SampleRow[], b: readonly SampleRow[]): SampleRow[] {
  const [row] = b;
  if (row === undefined) return [...a];
  return [...a, ...b].sort(bySmallestHash).slice(0, sampleRowsMax(row.values.length));
}

/** Rows in the sample of a batch with this many features: bounded by cells too, for 2,048 wide rows take gigabytes. */
function sampleRowsMax(features: number): number {
  return Math.min(SAMPLE_ROWS_MAX, Math.floor(SAMPLE_CELLS_MAX / Math.max(1, features)));
}

function cell(column: ColumnValues | null, row: number): number | string | null {
  if (column === null) return null;
  const value = column.values[row]!;
  return typeof value === 'number' ? sampledNumber(value) : value;
}

/** A number as a sampled row holds it: null for NaN. */
export const sampledNumber = (value: number): number | null => (Number.isNaN(value) ? null : value + 0); // adding 0 turns -0 into 0

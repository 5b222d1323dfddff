import { SAMPLE_CELLS_MAX, SAMPLE_ROWS_MAX } from '../config/limits.ts';
import type { ColumnBlock, ColumnValues } from '../csv/blocks.ts';
import { hashOffset } from './hash.ts';

/**
 * A uniform sample of whole rows that does not depend on how or in which order a batch is read: the k rows whose
 * byte offsets have the smallest hashes (bottom-k sampling; Cohen & Kaplan, "Summarizing data using bottom-k
 * sketches", PODC 2007). The bottom k of a union are the bottom k of the parts' bottom k.
 *
 * Kept column by column, as it is looked at: rows would take an object for every cell.
 */
export interface RowSample {
  /** Of the rows' offsets, ascending. */
  readonly hashes: Float64Array;
  readonly offsets: Float64Array;
  /** In the order of the profile's features, each as long as `hashes`. */
  readonly columns: readonly SampledColumn[];
}

/** Numbers, NaN for missing, without negative zero; or levels, null for missing. */
export type SampledColumn = Float64Array | readonly (string | null)[];

export const emptySample = (features: readonly { readonly type: string }[]): RowSample => ({
  hashes: new Float64Array(0),
  offsets: new Float64Array(0),
  columns: features.map(({ type }) => (type === 'numeric' ? new Float64Array(0) : [])),
});

/** The sample after a block of rows. Most blocks of a long batch change nothing and cost one hash a row. */
export function sampleBlock(sample: RowSample, block: ColumnBlock): RowSample {
  const isFull = sample.hashes.length === sampleRowsMax(sample.columns.length);
  const largest = isFull ? (sample.hashes.at(-1) ?? -1) : Infinity;
  const hashes = Float64Array.from(block.rowOffsets, hashOffset);
  const rows: number[] = [];
  for (let row = 0; row < block.rows; row++) if (hashes[row]! <= largest) rows.push(row);
  if (rows.length === 0) return sample;
  const columns = block.columns.map((column, f) => wholeColumn(column, sample.columns[f]!, block.rows));
  return mergeSamples(sample, rowsAt({ hashes, offsets: block.rowOffsets, columns }, Int32Array.from(rows)));
}

/** The bottom-k sample of two disjoint parts of a batch. */
export function mergeSamples(a: RowSample, b: RowSample): RowSample {
  const both = {
    hashes: joined(a.hashes, b.hashes),
    offsets: joined(a.offsets, b.offsets),
    columns: a.columns.map((column, f) => joinedColumn(column, b.columns[f]!)),
  };
  return rowsAt(both, bySmallestHash(both).subarray(0, sampleRowsMax(a.columns.length)));
}

/** Places of sampled rows in their order. O(k log k). */
export const bySmallestHash = ({ hashes, offsets }: Pick<RowSample, 'hashes' | 'offsets'>): Int32Array =>
  placesBy(hashes, (a, b) => hashes[a]! - hashes[b]! || offsets[a]! - offsets[b]!);

/** Places of sampled rows in the order of the file. O(k log k). */
export const byOffset = ({ offsets }: Pick<RowSample, 'offsets'>): Int32Array =>
  placesBy(offsets, (a, b) => offsets[a]! - offsets[b]!);

/** A number and its place in a double: whole numbers below this are exact. */
const KEYS_MAX = 2 ** 53;

/**
 * Places in an order in which whole numbers from 0 to 2^53 ascend first of all. Numbers are sorted several times faster than
 * with a function that compares: so each of those is sorted with its place, and compared only where its upper bits, as many as
 * there is room for, are those of another.
 */
function placesBy(numbers: Float64Array, compare: (a: number, b: number) => number): Int32Array {
  const count = numbers.length;
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, numbers[i]!);
  let width = 1;
  while (width < count) width *= 2;
  let unit = 1;
  while ((largest / unit) * width >= KEYS_MAX) unit *= 2;
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = Math.floor(numbers[i]! / unit) * width + i;
  keys.sort();
  const places = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const place = keys[i]! % width;
    let to = i;
    for (; to > 0 && compare(places[to - 1]!, place) > 0; to--) places[to] = places[to - 1]!;
    places[to] = place;
  }
  return places;
}

/** Rows in the sample of a batch with this many features: bounded by cells too, for 2,048 wide rows take gigabytes. */
export function sampleRowsMax(features: number): number {
  return Math.min(SAMPLE_ROWS_MAX, Math.floor(SAMPLE_CELLS_MAX / Math.max(1, features)));
}

const rowsAt = ({ hashes, offsets, columns }: RowSample, places: Int32Array): RowSample => ({
  hashes: numbersAt(hashes, places),
  offsets: numbersAt(offsets, places),
  columns: columns.map((column) =>
    column instanceof Float64Array ? numbersAt(column, places) : Array.from(places, (at) => column[at]!),
  ),
});

/** The numbers at these places, in their order; negative zero comes as zero. */
export function numbersAt(numbers: Float64Array, places: Int32Array | Uint32Array): Float64Array {
  const found = new Float64Array(places.length);
  for (let i = 0; i < found.length; i++) found[i] = numbers[places[i]!]! + 0;
  return found;
}

/** A block's cells; all missing where the batch has no such column. */
function wholeColumn(column: ColumnValues | null, like: SampledColumn, rows: number): SampledColumn {
  if (column !== null) return column.values;
  return like instanceof Float64Array ? new Float64Array(rows).fill(Number.NaN) : new Array(rows).fill(null);
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function joinedColumn(a: SampledColumn, b: SampledColumn): SampledColumn {
  if (a instanceof Float64Array && b instanceof Float64Array) return joined(a, b);
  return [...(a as readonly (string | null)[]), ...(b as readonly (string | null)[])];
}

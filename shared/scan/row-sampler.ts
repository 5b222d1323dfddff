import { LEVEL_READERS } from '../csv/type-block.ts';
import type { FeatureProfile } from '../profile/profile.ts';
import { bySmallestHash, numbersAt, type RowSample, sampleRowsMax } from '../tally/row-sample.ts';
import { type SampledCells, SampledLevels, SampledNumbers } from './sampled-cells.ts';
import type { ScannedBlock } from './scanned-block.ts';

/** Rows held for each wanted: the sample is put in order only when that room is used up. */
const ROOM = 2;

/** The sample that `sampleBlock` would make of the same rows. */
export class RowSampler {
  readonly #columns: readonly SampledCells[];
  readonly #rowsMax: number;
  readonly #hashes: Float64Array;
  readonly #offsets: Float64Array;
  #count = 0;
  /** No row with a larger hash comes into the sample. */
  #largest = Infinity;

  /** @param columns of each feature the column in scanned blocks; null where the batch has none */
  constructor(features: readonly FeatureProfile[], columns: readonly (number | null)[]) {
    this.#rowsMax = sampleRowsMax(features.length);
    const places = ROOM * this.#rowsMax;
    this.#columns = features.map(({ type }, f) =>
      type === 'numeric'
        ? new SampledNumbers(columns[f]!)
        : new SampledLevels(columns[f]!, LEVEL_READERS[type]),
    );
    this.#hashes = new Float64Array(places);
    this.#offsets = new Float64Array(places);
  }

  add(block: ScannedBlock): void {
    const hashes = block.rowHashes;
    if (this.#largest === Infinity && hashes.length > this.#rowsMax) {
      // Most of a first block would be taken in vain.
      this.#largest = hashes.slice().sort()[this.#rowsMax - 1] ?? -1;
    }
    for (let from = 0; from < block.rows; ) from = this.#take(block, hashes, from);
  }

  /** Takes rows from one on while there is room; returns how far it came. */
  #take(block: ScannedBlock, hashes: Float64Array, from: number): number {
    if (this.#count === this.#hashes.length) this.#prune();
    const room = this.#hashes.length - this.#count;
    const wanted = block.rowsUpTo(this.#largest, from);
    const to = wanted[room] ?? block.rows;
    const rows = wanted.subarray(0, room);
    this.#hashes.set(numbersAt(hashes, rows), this.#count);
    this.#offsets.set(numbersAt(block.rowOffsets, rows), this.#count);
    const taken = { from, to, rows };
    if (rows.length > 0) for (const column of this.#columns) column.take(block, taken, this.#count);
    this.#count += rows.length;
    return to;
  }

  /** Leaves the rows wanted, in their order. */
  #prune(): void {
    const places = this.#inOrder().subarray(0, this.#rowsMax);
    for (const column of this.#columns) column.keep(places);
    this.#hashes.set(numbersAt(this.#hashes, places));
    this.#offsets.set(numbersAt(this.#offsets, places));
    this.#count = places.length;
    if (places.length === this.#rowsMax) this.#largest = this.#hashes[this.#rowsMax - 1] ?? -1;
  }

  #inOrder(): Int32Array {
    const count = this.#count;
    return bySmallestHash({
      hashes: this.#hashes.subarray(0, count),
      offsets: this.#offsets.subarray(0, count),
    });
  }

  finish(): RowSample {
    this.#prune();
    const count = this.#count;
    return {
      hashes: this.#hashes.slice(0, count),
      offsets: this.#offsets.slice(0, count),
      columns: this.#columns.map((column) => column.first(count)),
    };
  }
}

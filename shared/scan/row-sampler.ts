import { sampleRowsMax } from '../tally/row-sample.ts';
import type { SampleRow } from '../tally/tally.ts';
import type { FeatureCounter } from './feature-counter.ts';
import { keepNumbers, type SampledCells } from './sampled-cells.ts';
import type { ScannedBlock } from './scanned-block.ts';

/** Rows held for each wanted: the sample is put in order only when that room is used up. */
const ROOM = 2;

/**
 * The sample that `sampleBlock` would make of the same rows. Column by column, and made into rows only at the end: of the
 * rows that are in it at some time most do not stay.
 */
export class RowSampler {
  readonly #columns: readonly (SampledCells | null)[];
  readonly #rowsMax: number;
  readonly #hashes: Float64Array;
  readonly #offsets: Float64Array;
  #count = 0;
  /** No row with a larger hash comes into the sample. */
  #largest = Infinity;

  /** @param counters of all features; null for one that the batch does not have */
  constructor(counters: readonly (FeatureCounter | null)[]) {
    this.#rowsMax = sampleRowsMax(counters.length);
    const places = ROOM * this.#rowsMax;
    this.#columns = counters.map((counter) => counter?.sampledCells(places) ?? null);
    this.#hashes = new Float64Array(places);
    this.#offsets = new Float64Array(places);
  }

  add(block: ScannedBlock): void {
    const hashes = block.rowHashes;
    if (this.#largest === Infinity && hashes.length > this.#rowsMax) {
      // Most of a first block would be taken in vain.
      this.#largest = hashes.slice().sort()[this.#rowsMax - 1] ?? -1;
    }
    for (let from = 0; from < hashes.length; ) from = this.#take(block, hashes, from);
  }

  /** Takes rows from one on while there is room; returns how far it came. */
  #take(block: ScannedBlock, hashes: Float64Array, from: number): number {
    if (this.#count === this.#hashes.length) this.#prune();
    const rows: number[] = [];
    let row = from;
    for (; row < hashes.length && this.#count + rows.length < this.#hashes.length; row++) {
      if (hashes[row]! <= this.#largest) rows.push(row);
    }
    const taken = Int32Array.from(rows);
    for (const [i, row] of rows.entries()) {
      this.#hashes[this.#count + i] = hashes[row]!;
      this.#offsets[this.#count + i] = block.rowOffsets[row]!;
    }
    for (const column of this.#columns) column?.take(block, taken, this.#count);
    this.#count += rows.length;
    return row;
  }

  /** Leaves the rows wanted, in their order. */
  #prune(): void {
    const [hashes, offsets] = [this.#hashes, this.#offsets];
    const places = Int32Array.from({ length: this.#count }, (_, i) => i)
      .sort((a, b) => hashes[a]! - hashes[b]! || offsets[a]! - offsets[b]!)
      .subarray(0, this.#rowsMax);
    for (const column of this.#columns) column?.keep(places);
    keepNumbers(hashes, places);
    keepNumbers(offsets, places);
    this.#count = places.length;
    if (places.length === this.#rowsMax) this.#largest = hashes[this.#rowsMax - 1] ?? -1;
  }

  finish(): SampleRow[] {
    this.#prune();
    return Array.from({ length: this.#count }, (_, place) => ({
      hash: this.#hashes[place]!,
      offset: this.#offsets[place]!,
      values: this.#columns.map((column) => column?.at(place) ?? null),
    }));
  }
}

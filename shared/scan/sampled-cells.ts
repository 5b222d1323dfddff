import { numbersAt, type SampledColumn } from '../tally/row-sample.ts';
import { numbersOf, type ScannedBlock, textsOf } from './scanned-block.ts';

/** The cells of one column in rows that are sampled: each at a place, of which there are as many as were asked for. */
export interface SampledCells {
  /** Takes the cells of some rows of a block, as those from place `to` on. */
  take(block: ScannedBlock, rows: Int32Array, to: number): void;
  /** Keeps the cells at these places, in this order, as the first ones. */
  keep(places: Int32Array): void;
  /** The first so many of them. */
  first(count: number): SampledColumn;
}

/** Numbers; of a feature that the batch does not have, all missing. */
export class SampledNumbers implements SampledCells {
  readonly #column: number | null;
  readonly #values: Float64Array;

  constructor(column: number | null, places: number) {
    this.#column = column;
    this.#values = new Float64Array(places);
    if (column === null) this.#values.fill(Number.NaN);
  }

  take(block: ScannedBlock, rows: Int32Array, to: number): void {
    if (this.#column !== null) this.#values.set(numbersAt(numbersOf(block, this.#column).values, rows), to);
  }

  keep(places: Int32Array): void {
    this.#values.set(numbersAt(this.#values, places));
  }

  first(count: number): Float64Array {
    return this.#values.slice(0, count);
  }
}

/** Levels; of a feature that the batch does not have, all missing. */
export class SampledLevels implements SampledCells {
  readonly #column: number | null;
  readonly #read: (text: string) => string | null;
  #levels: (string | null)[] = [];

  /** @param read the level of a text, or null when it is none */
  constructor(column: number | null, read: (text: string) => string | null) {
    this.#column = column;
    this.#read = read;
  }

  take(block: ScannedBlock, rows: Int32Array, to: number): void {
    if (this.#column === null) return;
    const { ids, texts } = textsOf(block, this.#column);
    for (let i = 0; i < rows.length; i++) {
      const text = texts[ids[rows[i]!]!]!;
      this.#levels[to + i] = text === null ? null : this.#read(text);
    }
  }

  keep(places: Int32Array): void {
    this.#levels = Array.from(places, (place) => this.#levels[place] ?? null);
  }

  first(count: number): (string | null)[] {
    return Array.from({ length: count }, (_, place) => this.#levels[place] ?? null);
  }
}

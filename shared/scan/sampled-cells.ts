import { numbersAt, type SampledColumn } from '../tally/row-sample.ts';
import { numbersOf, type ScannedBlock, textsOf } from './scanned-block.ts';

/** Rows of a block that are taken: some of those from one to before another. */
export interface RowsTaken {
  readonly from: number;
  readonly to: number;
  readonly rows: Uint32Array;
}

/** The cells of one column in rows that are sampled, each at a place. */
export interface SampledCells {
  /** Takes the cells of some rows of a block, as those from a place on. */
  take(block: ScannedBlock, taken: RowsTaken, place: number): void;
  /** Keeps the cells at these places, in this order, as the first ones. */
  keep(places: Int32Array): void;
  /** The first so many of them, once they were kept. */
  first(count: number): SampledColumn;
}

/** Numbers; of a feature that the batch does not have, all missing. */
export class SampledNumbers implements SampledCells {
  readonly #column: number | null;
  #values = new Float64Array(0);

  constructor(column: number | null) {
    this.#column = column;
  }

  take(block: ScannedBlock, { from, to, rows }: RowsTaken, place: number): void {
    if (this.#column === null) return;
    this.#makeRoom(place + rows.length);
    const { values } = numbersOf(block, this.#column);
    const isWhole = rows.length === to - from;
    this.#values.set(isWhole ? values.subarray(from, to) : numbersAt(values, rows), place);
  }

  keep(places: Int32Array): void {
    if (this.#column !== null) this.#values.set(numbersAt(this.#values, places));
  }

  first(count: number): Float64Array {
    return this.#column === null ? new Float64Array(count).fill(Number.NaN) : this.#values.slice(0, count);
  }

  #makeRoom(places: number): void {
    if (places <= this.#values.length) return;
    const more = new Float64Array(Math.max(places, 2 * this.#values.length));
    more.set(this.#values);
    this.#values = more;
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

  take(block: ScannedBlock, { rows }: RowsTaken, place: number): void {
    if (this.#column === null) return;
    const { ids, texts } = textsOf(block, this.#column);
    for (let i = 0; i < rows.length; i++) {
      const text = texts[ids[rows[i]!]!]!;
      this.#levels[place + i] = text === null ? null : this.#read(text);
    }
  }

  keep(places: Int32Array): void {
    this.#levels = Array.from(places, (place) => this.#levels[place] ?? null);
  }

  first(count: number): (string | null)[] {
    return this.#levels.slice(0, count);
  }
}

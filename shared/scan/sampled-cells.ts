import { sampledNumber } from '../tally/row-sample.ts';
import { numbersOf, type ScannedBlock, textsOf } from './scanned-block.ts';

/** The cells of one column in rows that are sampled: each at a place, of which there are as many as were asked for. */
export interface SampledCells {
  /** Takes the cells of some rows of a block, as those from place `to` on. */
  take(block: ScannedBlock, rows: Int32Array, to: number): void;
  /** Keeps the cells at these places, in this order, as the first ones. */
  keep(places: Int32Array): void;
  /** A cell as a sampled row holds it: number, level, or null for missing. */
  at(place: number): number | string | null;
}

export class SampledNumbers implements SampledCells {
  readonly #column: number;
  readonly #values: Float64Array;

  constructor(column: number, places: number) {
    this.#column = column;
    this.#values = new Float64Array(places);
  }

  take(block: ScannedBlock, rows: Int32Array, to: number): void {
    const { values } = numbersOf(block, this.#column);
    for (let i = 0; i < rows.length; i++) this.#values[to + i] = values[rows[i]!]!;
  }

  keep(places: Int32Array): void {
    keepNumbers(this.#values, places);
  }

  at(place: number): number | null {
    return sampledNumber(this.#values[place]!);
  }
}

export class SampledLevels implements SampledCells {
  readonly #column: number;
  readonly #read: (text: string) => string | null;
  #levels: (string | null)[] = [];

  /** @param read the level of a text, or null when it is none */
  constructor(column: number, read: (text: string) => string | null) {
    this.#column = column;
    this.#read = read;
  }

  take(block: ScannedBlock, rows: Int32Array, to: number): void {
    const { ids, texts } = textsOf(block, this.#column);
    for (let i = 0; i < rows.length; i++) {
      const text = texts[ids[rows[i]!]!]!;
      this.#levels[to + i] = text === null ? null : this.#read(text);
    }
  }

  keep(places: Int32Array): void {
    this.#levels = Array.from(places, (place) => this.#levels[place]!);
  }

  at(place: number): string | null {
    return this.#levels[place]!;
  }
}

/** Keeps the numbers at these places, in this order, as the first ones. */
export function keepNumbers(numbers: Float64Array, places: Int32Array): void {
  const kept = new Float64Array(places.length);
  for (let i = 0; i < kept.length; i++) kept[i] = numbers[places[i]!]!;
  numbers.set(kept);
}

import type { SampledColumn } from '../tally/row-sample.ts';
import { doublesIn, type RoomFor } from './array-room.ts';
import type { Engine } from './engine.ts';
import { numbersOf, type RowList, type ScannedBlock, textsOf } from './scanned-block.ts';

/** The cells of one column in rows that are sampled, each at a place. */
export interface SampledCells {
  /** Takes the cells of rows of a block, each to its place. Of two at one place the later one stays. */
  take(block: ScannedBlock, rows: RowList, places: RowList): void;
  /** The cells at these places, in this order; numbers in an array where there is room. */
  at(places: RowList, roomFor: RoomFor): SampledColumn;
}

/** Numbers, in the engine's memory; of a feature that the batch does not have, all missing. */
export class SampledNumbers implements SampledCells {
  readonly #engine: Engine;
  readonly #column: number | null;
  readonly #cells: number;
  readonly #picked: number;

  /**
   * @param places that there are
   * @param picked room for as many numbers, which all columns share
   */
  constructor(engine: Engine, column: number | null, places: number, picked: number) {
    this.#engine = engine;
    this.#column = column;
    this.#cells = column === null ? 0 : engine.claim(8 * places);
    this.#picked = picked;
  }

  take(block: ScannedBlock, rows: RowList, places: RowList): void {
    if (this.#column === null) return;
    const { address } = numbersOf(block, this.#column);
    this.#engine.sampleCells(address, rows.address, places.address, rows.rows.length, this.#cells);
  }

  at({ address, rows }: RowList, roomFor: RoomFor): Float64Array {
    const numbers = doublesIn(roomFor, rows.length);
    if (this.#column === null) return numbers.fill(Number.NaN);
    this.#engine.pickCells(this.#cells, address, rows.length, this.#picked);
    numbers.set(new Float64Array(this.#engine.memory.buffer, this.#picked, rows.length));
    return numbers;
  }
}

/** Levels; of a feature that the batch does not have, all missing. */
export class SampledLevels implements SampledCells {
  readonly #column: number | null;
  readonly #read: (text: string) => string | null;
  readonly #levels: (string | null)[] = [];

  /** @param read the level of a text, or null when it is none */
  constructor(column: number | null, read: (text: string) => string | null) {
    this.#column = column;
    this.#read = read;
  }

  take(block: ScannedBlock, { rows }: RowList, places: RowList): void {
    if (this.#column === null) return;
    const { ids, texts } = textsOf(block, this.#column);
    for (let i = 0; i < rows.length; i++) {
      const text = texts[ids[rows[i]!]!]!;
      this.#levels[places.rows[i]!] = text === null ? null : this.#read(text);
    }
  }

  at({ rows }: RowList): (string | null)[] {
    return Array.from(rows, (place) => this.#levels[place] ?? null);
  }
}

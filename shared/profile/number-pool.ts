import type { Engine } from '../scan/engine.ts';
import { EngineSort } from '../scan/engine-sort.ts';
import { countDistinct, type Distribution, distribution } from './distribution.ts';
import { sortNumbers } from './sort-numbers.ts';

/** Doubles of a chunk: what a column may hold without using it. */
export const CHUNK_LENGTH = 128;
/** 655 kB: the system's allocator keeps for later what is much smaller, and this is to be gone when the file is read. */
const CHUNKS_PER_SLAB = 640;

/**
 * Memory for the numbers of all columns of a baseline, in chunks of one size: of thousands of columns none takes more than
 * it uses, and none is an object for every chunk. Goes as a whole.
 */
export class NumberPool {
  readonly #sharesValues: boolean;
  readonly #slabs: Float64Array[] = [];
  #chunks = 0;
  #work = new Float64Array(0);
  #spare = new Float64Array(0);
  #engine: EngineSort | null = null;

  /** @param sharesValues whether distributions have their values in memory that threads can share, where they can */
  constructor(sharesValues: boolean) {
    this.#sharesValues = sharesValues;
  }

  /** The number of a chunk that nobody else has. */
  take(): number {
    if (this.#chunks % CHUNKS_PER_SLAB === 0) {
      this.#slabs.push(new Float64Array(CHUNKS_PER_SLAB * CHUNK_LENGTH));
    }
    return this.#chunks++;
  }

  /** The array that a chunk is in, from `chunkStart` on. */
  slabOf(chunk: number): Float64Array {
    return this.#slabs[Math.floor(chunk / CHUNKS_PER_SLAB)]!;
  }

  /** Room for the numbers of one column, which is the next column's when it asks. */
  workSpace(length: number): Float64Array {
    if (this.#work.length < length) this.#work = new Float64Array(length);
    return this.#work.subarray(0, length);
  }

  /** Sorts the numbers of one column, ascending. */
  sort(values: Float64Array): void {
    if (this.#engine !== null) {
      this.#engine.sort(values);
      return;
    }
    if (this.#spare.length < values.length) this.#spare = new Float64Array(values.length);
    sortNumbers(values, this.#spare.subarray(0, values.length));
  }

  /** Number of distinct values of sorted numbers. */
  countDistinct(sorted: Float64Array): number {
    return this.#engine === null ? countDistinct(sorted) : this.#engine.countDistinct(sorted);
  }

  /** Their `distribution`. */
  distribution(sorted: Float64Array, valuesMax: number, distinct: number): Distribution {
    return this.#engine === null || distinct > valuesMax
      ? distribution(sorted, valuesMax, distinct)
      : { ...this.#engine.distinct(sorted), reductionError: 0 };
  }

  /** Has them sorted in the engine from now on, which must not be used for anything else then. */
  sortIn(engine: Engine): void {
    this.#engine = new EngineSort(engine, this.#sharesValues);
  }
}

export const chunkStart = (chunk: number): number => (chunk % CHUNKS_PER_SLAB) * CHUNK_LENGTH;

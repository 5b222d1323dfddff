import type { Distribution } from './distribution.ts';
import { CHUNK_LENGTH, chunkStart, type NumberPool } from './number-pool.ts';

/** A growing list of doubles in chunks of a pool: nothing is copied while it grows, and little is held that is not used. */
export class NumberList {
  readonly #pool: NumberPool;
  readonly #chunks: number[] = [];
  /** What the last chunk is in, where its next number goes, and where it ends. */
  #slab: Float64Array = new Float64Array(0);
  #next = 0;
  #end = 0;
  #length = 0;

  constructor(pool: NumberPool) {
    this.#pool = pool;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends the value that many times. */
  push(value: number, times: number): void {
    for (let left = times; left > 0; ) {
      const to = this.#reach(left);
      left -= to - this.#next;
      this.#slab.fill(value, this.#next, to);
      this.#advance(to);
    }
  }

  /** Appends those that are not NaN, with -0 as 0; returns how many they are. */
  pushPresent(values: Float64Array): number {
    const before = this.#length;
    for (let from = 0; from < values.length; ) {
      const to = this.#reach(values.length - from);
      const slab = this.#slab;
      let next = this.#next;
      for (const end = from + (to - next); from < end; from++) {
        const value = values[from]!;
        slab[next] = value + 0;
        next += Number.isNaN(value) ? 0 : 1;
      }
      this.#advance(next);
    }
    return this.#length - before;
  }

  /** Where in the last chunk, which has room for one at least, that many numbers end. */
  #reach(count: number): number {
    if (this.#next === this.#end) {
      const chunk = this.#pool.take();
      this.#chunks.push(chunk);
      this.#slab = this.#pool.slabOf(chunk);
      this.#next = chunkStart(chunk);
      this.#end = this.#next + CHUNK_LENGTH;
    }
    return Math.min(this.#end, this.#next + count);
  }

  #advance(next: number): void {
    this.#length += next - this.#next;
    this.#next = next;
  }

  /** All values, in work space that holds until another list of the pool is read. O(n). */
  read(): Float64Array {
    const work = this.#pool.workSpace(this.#length);
    for (const [i, chunk] of this.#chunks.entries()) {
      const start = chunkStart(chunk);
      const count = Math.min(CHUNK_LENGTH, this.#length - i * CHUNK_LENGTH);
      work.set(this.#pool.slabOf(chunk).subarray(start, start + count), i * CHUNK_LENGTH);
    }
    return work;
  }

  /** Sorts the list, ascending, and reads it. NaN is not expected. O(n log n). */
  sort(): Float64Array {
    const work = this.read();
    this.#pool.sort(work);
    for (const [i, chunk] of this.#chunks.entries()) {
      this.#pool
        .slabOf(chunk)
        .set(work.subarray(i * CHUNK_LENGTH, (i + 1) * CHUNK_LENGTH), chunkStart(chunk));
    }
    return work;
  }

  /** Sorts the list and says how many distinct values it has. */
  countDistinct(): number {
    return this.#pool.countDistinct(this.sort());
  }

  /** The `distribution` of the list, which is sorted and has so many distinct values. */
  distribution(valuesMax: number, distinct: number): Distribution {
    return this.#pool.distribution(this.read(), valuesMax, distinct);
  }
}

import { sortNumbers } from './sort-numbers.ts';

const FIRST_CHUNK = 64;
const CHUNK_MAX = 2 ** 16;

/** A growing list of doubles in chunks: nothing is copied while it grows, and little is held that is not used. */
export class NumberList {
  readonly #full: Float64Array[] = [];
  #chunk = new Float64Array(FIRST_CHUNK);
  #used = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Appends the value that many times. */
  push(value: number, times: number): void {
    if (times === 1 && this.#used < this.#chunk.length) {
      this.#chunk[this.#used] = value;
      this.#advance(1);
      return;
    }
    for (let left = times; left > 0; ) {
      const room = Math.min(left, this.#room());
      this.#chunk.fill(value, this.#used, this.#used + room);
      this.#advance(room);
      left -= room;
    }
  }

  /** Appends those that are not NaN, with -0 as 0; returns how many they are. */
  pushPresent(values: Float64Array): number {
    const before = this.#length;
    for (let from = 0; from < values.length; ) {
      const to = Math.min(values.length, from + this.#room());
      let used = this.#used;
      for (; from < to; from++) {
        const value = values[from]!;
        this.#chunk[used] = value + 0;
        used += Number.isNaN(value) ? 0 : 1;
      }
      this.#advance(used - this.#used);
    }
    return this.#length - before;
  }

  #advance(count: number): void {
    this.#used += count;
    this.#length += count;
  }

  /** Room in the last chunk, at least for one. */
  #room(): number {
    if (this.#used === this.#chunk.length) {
      this.#full.push(this.#chunk);
      this.#chunk = new Float64Array(Math.min(2 * this.#chunk.length, CHUNK_MAX));
      this.#used = 0;
    }
    return this.#chunk.length - this.#used;
  }

  /** All values ascending; NaN is not expected. The list is empty afterwards. O(n log n). */
  takeSorted(): Float64Array {
    const values = new Float64Array(this.#length);
    let at = 0;
    for (const chunk of this.#full.splice(0)) {
      values.set(chunk, at);
      at += chunk.length;
    }
    values.set(this.#chunk.subarray(0, this.#used), at);
    this.#chunk = new Float64Array(FIRST_CHUNK);
    this.#used = 0;
    this.#length = 0;
    return sortNumbers(values);
  }
}

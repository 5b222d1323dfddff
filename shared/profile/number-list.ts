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

  push(value: number): void {
    if (this.#used === this.#chunk.length) {
      this.#full.push(this.#chunk);
      this.#chunk = new Float64Array(Math.min(2 * this.#chunk.length, CHUNK_MAX));
      this.#used = 0;
    }
    this.#chunk[this.#used++] = value;
    this.#length++;
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
    return values.sort();
  }
}

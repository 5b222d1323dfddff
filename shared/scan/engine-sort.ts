import type { Engine } from './engine.ts';

/** Below this the built-in sort is as fast. */
const ENGINE_LENGTH_MIN = 256;

/** Sorts numbers as `sortNumbers` does, and finds the different ones, in the engine. Memory: 16 bytes for each of the longest array. */
export class EngineSort {
  readonly #engine: Engine;
  readonly #sharesValues: boolean;
  #lengthMax = 0;
  #address = 0;

  /**
   * What the engine's memory held is lost.
   *
   * @param sharesValues whether `distinct` gives values in memory that threads can share
   */
  constructor(engine: Engine, sharesValues: boolean) {
    engine.reset();
    this.#engine = engine;
    this.#sharesValues = sharesValues;
  }

  /** @param values without NaN and negative zero */
  sort(values: Float64Array): void {
    if (values.length < ENGINE_LENGTH_MIN) {
      values.sort();
      return;
    }
    const numbers = this.#put(values);
    this.#engine.sortNumbers(this.#address, this.#address + values.byteLength, values.length);
    values.set(numbers);
  }

  /** How many different ones there are of sorted numbers. */
  countDistinct(sorted: Float64Array): number {
    this.#put(sorted);
    return this.#engine.keepDistinct(this.#address, sorted.length, this.#address + sorted.byteLength);
  }

  /** The different ones of sorted numbers, and how many of all are up to each. */
  distinct(sorted: Float64Array): { values: Float64Array; cumulative: Uint32Array } {
    const numbers = this.#put(sorted);
    const upTo = this.#address + sorted.byteLength;
    const count = this.#engine.keepDistinct(this.#address, sorted.length, upTo);
    const counts = new Uint32Array(this.#engine.memory.buffer, upTo, count);
    return { values: this.#kept(numbers.subarray(0, count)), cumulative: counts.slice() };
  }

  #kept(numbers: Float64Array): Float64Array {
    if (!this.#sharesValues) return numbers.slice();
    const shared = new Float64Array(new SharedArrayBuffer(numbers.byteLength));
    shared.set(numbers);
    return shared;
  }

  /** Puts numbers into the engine's memory, with room for as many behind them. */
  #put(values: Float64Array): Float64Array {
    if (values.length > this.#lengthMax) {
      this.#engine.reset();
      this.#address = this.#engine.claim(2 * values.byteLength);
      this.#lengthMax = values.length;
    }
    const numbers = new Float64Array(this.#engine.memory.buffer, this.#address, values.length);
    numbers.set(values);
    return numbers;
  }
}

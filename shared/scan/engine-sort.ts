import type { Engine } from './engine.ts';

/** Below this the built-in sort is as fast. */
const ENGINE_LENGTH_MIN = 256;

/** Sorts numbers as `sortNumbers` does, in the engine. Memory: 16 bytes for each of the longest array. */
export class EngineSort {
  readonly #engine: Engine;
  #lengthMax = 0;
  #address = 0;

  /** What the engine's memory held is lost. */
  constructor(engine: Engine) {
    engine.reset();
    this.#engine = engine;
  }

  /** @param values without NaN and negative zero */
  sort(values: Float64Array): void {
    const { length } = values;
    if (length < ENGINE_LENGTH_MIN) {
      values.sort();
      return;
    }
    if (length > this.#lengthMax) {
      this.#engine.reset();
      this.#address = this.#engine.allocate(2 * values.byteLength);
      this.#lengthMax = length;
    }
    const numbers = new Float64Array(this.#engine.memory.buffer, this.#address, length);
    numbers.set(values);
    this.#engine.sortNumbers(this.#address, this.#address + values.byteLength, length);
    values.set(numbers);
  }
}

import type { Engine } from './engine.ts';

/** Rows that `assembly/tally.ts` takes through all passes together. */
const GROUP_ROWS = 512;
const SKETCH_BINS = 2 ** 18;
/** Bins of a feature's own sketch, twice over: numbers of one sign over 16 powers of two have 1,024. */
const SKETCH_SLOTS = 2_048;
/** All sketches together: of many features each has less room, and the host takes more bins by itself. */
const ALL_SKETCH_SLOTS = 2 ** 22;
const SKETCH_SLOTS_MIN = 128;

/** Work space of one column, which all features of a scan share. */
export class TallySpace {
  readonly engine: Engine;
  readonly sketchSlots: number;
  readonly #newValues: number;
  readonly #bins: number;
  /** Values that are written or read at once, by way of those two lists. */
  readonly #valuesMax: number;

  /** Memory: 1 MB, and 40 bytes for each row of a block. */
  constructor(engine: Engine, blockRows: number, features: number) {
    let sketchSlots = SKETCH_SLOTS;
    while (sketchSlots > SKETCH_SLOTS_MIN && sketchSlots * features > ALL_SKETCH_SLOTS) sketchSlots /= 2;
    let newValueSlots = 2;
    while (newValueSlots < 2 * blockRows) newValueSlots *= 2;
    this.engine = engine;
    this.sketchSlots = sketchSlots;
    this.#valuesMax = blockRows;
    this.#newValues = engine.allocate(16 * blockRows);
    this.#bins = engine.allocate(8 * Math.max(blockRows, sketchSlots));
    engine.useTallySpace(
      engine.allocate(16 * (GROUP_ROWS + 2)),
      engine.allocate(4 * (GROUP_ROWS + 2)),
      engine.allocate(8 * (GROUP_ROWS + 1)),
    );
    engine.useNewValues(this.#newValues, engine.allocate(4 * newValueSlots), newValueSlots);
    engine.useSketchSpace(engine.allocate(4 * SKETCH_BINS), this.#bins);
  }

  /** Values of the column counted last that the baseline does not have: each different one, and its rows. */
  get newValues(): Float64Array {
    return this.#doubles(this.#newValues, 2 * this.engine.newValues.value);
  }

  /** Bins listed, each followed by its count. */
  get bins(): Uint32Array {
    return new Uint32Array(this.engine.memory.buffer, this.#bins, 2 * this.engine.listedBins.value);
  }

  writeValues(feature: number, values: Float64Array): void {
    for (let from = 0; from < values.length; from += this.#valuesMax) {
      const part = values.subarray(from, from + this.#valuesMax);
      this.#doubles(this.#newValues, part.length).set(part);
      this.engine.writeValues(feature, from, this.#newValues, part.length);
    }
  }

  /** Writes the counters of a feature: of each value the gap before it, then itself; and the sums of the gaps. */
  readCounters(feature: number, slots: Float64Array, gapSums: Float64Array): void {
    for (let from = 0; from < gapSums.length; from += this.#valuesMax) {
      const values = Math.min(this.#valuesMax, gapSums.length - from);
      this.engine.readCounters(feature, from, values, this.#newValues, this.#bins);
      slots.set(this.#doubles(this.#newValues, Math.min(2 * values, slots.length - 2 * from)), 2 * from);
      gapSums.set(this.#doubles(this.#bins, values), from);
    }
  }

  #doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.engine.memory.buffer, address, count);
  }
}

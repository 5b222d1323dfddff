import { noCounts, type SortedCounts } from '../tally/sorted-counts.ts';
import type { Engine } from './engine.ts';

/** Rows that `assembly/tally.ts` takes through all passes together. */
const GROUP_ROWS = 512;
const SKETCH_BINS = 2 ** 18;
/** Bins of a feature's own sketch, twice over: numbers of one sign over 16 powers of two have 1,024. */
const SKETCH_SLOTS = 2_048;
/** All sketches together: of many features each has less room, and the host takes more bins by itself. */
const ALL_SKETCH_SLOTS = 2 ** 22;
const SKETCH_SLOTS_MIN = 128;

const NOTHING = noCounts();

/** Work space of one column, which all features of a scan share. */
export class TallySpace {
  readonly engine: Engine;
  readonly sketchSlots: number;
  /** For numbers that are elsewhere. */
  readonly #offered: number;
  readonly #keys: number;
  readonly #rows: number;
  /** Values that are written or read at once, by way of those lists. */
  readonly #valuesMax: number;

  /** Memory: 0.5 MB, and 68 bytes for each row of a block. */
  constructor(engine: Engine, blockRows: number, features: number) {
    let sketchSlots = SKETCH_SLOTS;
    while (sketchSlots > SKETCH_SLOTS_MIN && sketchSlots * features > ALL_SKETCH_SLOTS) sketchSlots /= 2;
    let newValueSlots = 2;
    while (newValueSlots < 2 * blockRows) newValueSlots *= 2;
    this.engine = engine;
    this.sketchSlots = sketchSlots;
    const listed = Math.max(blockRows, sketchSlots);
    this.#valuesMax = listed;
    this.#keys = engine.claim(8 * listed);
    this.#rows = engine.claim(8 * listed);
    this.#offered = engine.claim(8 * blockRows);
    engine.useLists(this.#keys, this.#rows, engine.claim(8 * listed));
    engine.useTallySpace(
      engine.allocate(16 * (GROUP_ROWS + 2)),
      engine.allocate(4 * (GROUP_ROWS + 2)),
      engine.allocate(8 * (GROUP_ROWS + 1)),
    );
    engine.useNewValues(engine.claim(16 * blockRows), engine.allocate(4 * newValueSlots), newValueSlots);
    engine.useSketchSpace(engine.claim(2 * SKETCH_BINS), engine.claim(4 * blockRows));
  }

  /** Puts a column's numbers of a block into the engine's memory; returns where. */
  put(values: Float64Array): number {
    this.#doubles(this.#offered, values.length).set(values);
    return this.#offered;
  }

  /** Values of the column counted last that the baseline does not have. */
  newValues(): SortedCounts {
    this.engine.listNewValues();
    return this.#listed(this.engine.newValues.value);
  }

  /** Bins of that column that its sketch has no room for, which are then forgotten. */
  otherBins(): SortedCounts {
    this.engine.listOthers();
    return this.#listed(this.engine.listedBins.value);
  }

  /** Bins of a feature's sketch. */
  bins(feature: number): SortedCounts {
    this.engine.listBins(feature);
    return this.#listed(this.engine.listedBins.value);
  }

  writeValues(feature: number, values: Float64Array): void {
    for (let from = 0; from < values.length; from += this.#valuesMax) {
      const part = values.subarray(from, from + this.#valuesMax);
      this.#doubles(this.#keys, part.length).set(part);
      this.engine.writeValues(feature, from, this.#keys, part.length);
    }
  }

  /** Writes the counters of a feature: of each value the gap before it, then itself; and the sums of the gaps. */
  readCounters(feature: number, slots: Uint32Array, gapSums: Float64Array): void {
    for (let from = 0; from < gapSums.length; from += this.#valuesMax) {
      const values = Math.min(this.#valuesMax, gapSums.length - from);
      this.engine.readCounters(feature, from, values, this.#keys, this.#rows);
      const counted = Math.min(2 * values, slots.length - 2 * from);
      slots.set(new Uint32Array(this.engine.memory.buffer, this.#keys, counted), 2 * from);
      gapSums.set(this.#doubles(this.#rows, values), from);
    }
  }

  #listed(count: number): SortedCounts {
    if (count === 0) return NOTHING;
    return {
      keys: this.#doubles(this.#keys, count).slice(),
      rows: this.#doubles(this.#rows, count).slice(),
    };
  }

  #doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.engine.memory.buffer, address, count);
  }
}

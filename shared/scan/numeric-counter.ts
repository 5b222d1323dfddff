import { mergeUnparsable } from '../csv/unparsable-cells.ts';
import type { NumericFeatureProfile } from '../profile/profile.ts';
import { addNewValues } from '../tally/new-values.ts';
import { sampledNumber } from '../tally/row-sample.ts';
import { addBins } from '../tally/sketch.ts';
import { bucketTableOf } from '../tally/slot-index.ts';
import type { NumericTally } from '../tally/tally.ts';
import type { Engine } from './engine.ts';
import type { FeatureCounter } from './feature-counter.ts';
import { numbersOf, type ScannedBlock } from './scanned-block.ts';

/** Layout of a feature and of its entries: `assembly/tally.ts` says what each field is. */
const FEATURE_BYTES = 64;
const ENTRY_BYTES = 16;
const SKETCH_BINS = 2 ** 18;

/** Work space of one column, which all features of a scan share. */
export class TallySpace {
  readonly engine: Engine;
  readonly #unknown: number;
  readonly #bins: number;

  constructor(engine: Engine, blockRows: number) {
    const present = engine.allocate(8 * blockRows);
    const slots = engine.allocate(4 * blockRows);
    this.engine = engine;
    this.#unknown = engine.allocate(8 * blockRows);
    this.#bins = engine.allocate(8 * blockRows);
    engine.useTallySpace(present, slots, this.#unknown, this.#bins, engine.allocate(4 * SKETCH_BINS));
  }

  /** Values of the column counted last that the baseline does not have. */
  get unknown(): Float64Array {
    return new Float64Array(this.engine.memory.buffer, this.#unknown, this.engine.unknownValues.value);
  }

  /** Bins of the sketch that it has values in, each followed by their count. */
  get bins(): Uint32Array {
    return new Uint32Array(this.engine.memory.buffer, this.#bins, 2 * this.engine.touchedBins.value);
  }
}

/**
 * The counters of one numeric feature, in the engine's memory. They come to what `addNumbers` counts, to the bit: sums
 * too are added up in the order of the rows.
 */
export class NumericCounter implements FeatureCounter {
  readonly column: number;
  readonly #space: TallySpace;
  readonly #tally: NumericTally;
  readonly #feature: number;
  readonly #entries: number;
  readonly #sums: number;
  readonly #gaps: number;

  /** Memory: 24 bytes a baseline value, and at most 1 MB of buckets. */
  constructor(space: TallySpace, column: number, profile: NumericFeatureProfile, tally: NumericTally) {
    const { engine } = space;
    const { values } = profile;
    const { bucketing, starts } = bucketTableOf(profile);
    const steps = searchSteps(starts);
    this.#gaps = values.length + 1;
    this.column = column;
    this.#space = space;
    this.#tally = tally;
    this.#feature = engine.allocate(FEATURE_BYTES);
    this.#entries = engine.allocate(ENTRY_BYTES * (values.length + steps));
    this.#sums = engine.allocate(8 * (values.length + 1));
    const table = engine.allocate(4 * bucketing.buckets);
    const { buffer } = engine.memory;
    new Uint32Array(buffer, table, bucketing.buckets).set(starts.subarray(0, bucketing.buckets));
    const entries = new Float64Array(buffer, this.#entries, 2 * (values.length + steps));
    for (let i = 0; i < values.length; i++) entries[2 * i] = values[i]!;
    for (let i = values.length; i < values.length + steps; i++) entries[2 * i] = Number.NaN;
    new Uint32Array(buffer, this.#feature, 4).set([this.#entries, table, this.#sums, steps]);
    const { lowest, scale, isLinear, buckets } = bucketing;
    new Float64Array(buffer, this.#feature + 16, 5).set([buckets - 1, lowest, scale, Infinity, -Infinity]);
    new Uint32Array(buffer, this.#feature + 56, 1)[0] = isLinear ? 1 : 0;
  }

  add(block: ScannedBlock): void {
    const { address, values, unparsable } = numbersOf(block, this.column);
    const tally = this.#tally;
    const count = this.#space.engine.tallyColumn(
      this.#feature,
      address,
      values.length,
      tally.newValues === null ? 0 : 1,
    );
    tally.count += count;
    tally.missing += values.length - count;
    tally.unparsable = mergeUnparsable(tally.unparsable, unparsable);
    tally.sketch = addBins(tally.sketch, this.#space.bins);
    tally.newValues = addNewValues(tally.newValues, this.#space.unknown);
  }

  valueAt(block: ScannedBlock, row: number): number | null {
    return sampledNumber(numbersOf(block, this.column).values[row]!);
  }

  finish(): void {
    const { buffer } = this.#space.engine.memory;
    const counts = new Uint32Array(buffer, this.#entries, 4 * this.#gaps);
    const slots = new Float64Array(2 * this.#gaps - 1);
    for (let i = 0; i < slots.length; i++) slots[i] = counts[4 * (i >> 1) + 2 + (i & 1)]!;
    this.#tally.slots = slots;
    this.#tally.gapSums = new Float64Array(buffer, this.#sums, this.#gaps).slice();
    const [min, max] = new Float64Array(buffer, this.#feature + 40, 2);
    this.#tally.min = min!;
    this.#tally.max = max!;
  }
}

/** A power of two above the number of values in any bucket: so many entries a search may reach over. */
function searchSteps(starts: Int32Array): number {
  let widest = 0;
  let before = 0;
  for (let b = 1; b < starts.length; b++) {
    const values = starts[b]! - before;
    before += values;
    if (values > widest) widest = values;
  }
  return 2 ** (32 - Math.clz32(widest));
}

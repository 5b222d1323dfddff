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

/** Layout and sizes: `assembly/tally.ts` says what each is. */
const FEATURE_BYTES = 64;
const ENTRY_BYTES = 24;
const ENTRY_DOUBLES = ENTRY_BYTES / 8;
const ENTRY_WORDS = ENTRY_BYTES / 4;
const GAP_SUM_DOUBLE = 1;
const GAP_COUNT_WORD = 4;
const CROWD = 8;
const GROUP_ROWS = 512;
const SKETCH_BINS = 2 ** 18;

/** Work space of one column, which all features of a scan share. */
export class TallySpace {
  readonly engine: Engine;
  readonly #unknown: number;
  readonly #bins: number;

  constructor(engine: Engine, blockRows: number) {
    const present = engine.allocate(8 * (GROUP_ROWS + 2));
    const slots = engine.allocate(4 * (GROUP_ROWS + 2));
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
    const table = engine.allocate(4 * starts.length);
    const { buffer } = engine.memory;
    const firsts = new Uint32Array(buffer, table, starts.length);
    for (let b = 0; b < starts.length; b++) firsts[b] = this.#entries + ENTRY_BYTES * starts[b]!;
    const entries = new Float64Array(buffer, this.#entries, ENTRY_DOUBLES * (values.length + steps));
    for (let i = 0; i < values.length; i++) entries[ENTRY_DOUBLES * i] = values[i]!;
    for (let i = values.length; i < values.length + steps; i++) entries[ENTRY_DOUBLES * i] = Number.NaN;
    const { lowest, scale, isLinear, buckets } = bucketing;
    new Uint32Array(buffer, this.#feature, 3).set([table, steps, isLinear ? 1 : 0]);
    new Float64Array(buffer, this.#feature + 16, 5).set([buckets - 1, lowest, scale, Infinity, -Infinity]);
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
    const gaps = this.#gaps;
    const counts = new Uint32Array(buffer, this.#entries, ENTRY_WORDS * gaps);
    const sums = new Float64Array(buffer, this.#entries, ENTRY_DOUBLES * gaps);
    const slots = new Float64Array(2 * gaps - 1);
    const gapSums = new Float64Array(gaps);
    for (let i = 0; i < slots.length; i++) {
      slots[i] = counts[ENTRY_WORDS * (i >> 1) + GAP_COUNT_WORD + (i & 1)]!;
    }
    for (let i = 0; i < gaps; i++) gapSums[i] = sums[ENTRY_DOUBLES * i + GAP_SUM_DOUBLE]!;
    this.#tally.slots = slots;
    this.#tally.gapSums = gapSums;
    const [min, max] = new Float64Array(buffer, this.#feature + 40, 2);
    this.#tally.min = min!;
    this.#tally.max = max!;
  }
}

/** A power of two above the number of values in any bucket that is not searched by itself: a search reaches over so many. */
function searchSteps(starts: Int32Array): number {
  let widest = 0;
  let before = 0;
  for (let b = 1; b < starts.length; b++) {
    const values = starts[b]! - before;
    before += values;
    if (values > widest && values < CROWD) widest = values;
  }
  return 2 ** (32 - Math.clz32(widest));
}

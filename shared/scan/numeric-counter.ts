import { NEW_VALUES_MAX } from '../config/limits.ts';
import { mergeUnparsable } from '../csv/unparsable-cells.ts';
import type { NumericFeatureProfile } from '../profile/profile.ts';
import { type Bucketing, bucketCount, chooseBucketing } from '../tally/bucketing.ts';
import { storedBucketingOf } from '../tally/slot-index.ts';
import { addDistinct, type SortedCounts } from '../tally/sorted-counts.ts';
import type { NumericTally } from '../tally/tally.ts';
import { countsIn, doublesIn, type RoomFor } from './array-room.ts';
import type { FeatureCounter } from './feature-counter.ts';
import { numbersOf, type ScannedBlock } from './scanned-block.ts';
import type { TallySpace } from './tally-space.ts';

/** Where in a feature its extremes are: `assembly/feature.ts` says what else there is. */
const MIN = 56;

/**
 * The counters of one numeric feature, in the engine's memory. They come to what `addNumbers` counts, to the bit: sums
 * too are added up in the order of the rows.
 */
export class NumericCounter implements FeatureCounter {
  readonly column: number;
  readonly #space: TallySpace;
  readonly #tally: NumericTally;
  readonly #feature: number;
  readonly #gaps: number;

  /** Memory: 28 bytes a baseline value, and 16 kB of sketch. */
  constructor(space: TallySpace, column: number, profile: NumericFeatureProfile, tally: NumericTally) {
    this.column = column;
    this.#space = space;
    this.#tally = tally;
    this.#gaps = profile.values.length + 1;
    this.#feature = featureOf(profile.values, space);
  }

  add(block: ScannedBlock): void {
    const { address, values, unparsable } = numbersOf(block, this.column);
    this.#count(address, values.length);
    this.#tally.unparsable = mergeUnparsable(this.#tally.unparsable, unparsable);
  }

  /** Adds rows of another reader, whose unparsable cells are its own affair. */
  addOffered(values: Float64Array): void {
    this.#count(this.#space.put(values), values.length);
  }

  #count(address: number, rows: number): void {
    const tally = this.#tally;
    const listsNew = tally.newValues === null ? 0 : 1;
    const count = this.#space.engine.tallyColumn(this.#feature, address, rows, listsNew);
    tally.count += count;
    tally.missing += rows - count;
    tally.sketch = addDistinct(tally.sketch, this.#space.otherBins());
    tally.newValues &&= this.#withNewValues(tally.newValues);
  }

  finish(roomFor: RoomFor): void {
    const tally = this.#tally;
    const space = this.#space;
    tally.sketch = addDistinct(tally.sketch, space.bins(this.#feature));
    tally.slots = countsIn(roomFor, 2 * this.#gaps - 1);
    tally.gapSums = doublesIn(roomFor, this.#gaps);
    space.readCounters(this.#feature, tally.slots, tally.gapSums);
    const [min, max] = new Float64Array(space.engine.memory.buffer, this.#feature + MIN, 2);
    tally.min = min!;
    tally.max = max!;
  }

  /** Null when there are too many. */
  #withNewValues(known: SortedCounts): SortedCounts | null {
    if (this.#space.engine.newValues.value > NEW_VALUES_MAX) return null;
    const sum = addDistinct(known, this.#space.newValues());
    return sum.keys.length > NEW_VALUES_MAX ? null : sum;
  }
}

/** Makes a feature of these values, with the buckets that the reference's index would have. */
function featureOf(values: Float64Array, space: TallySpace): number {
  const { engine, sketchSlots } = space;
  const stored = storedBucketingOf(values);
  const feature = engine.makeFeature(values.length, stored?.buckets ?? bucketCount(values), sketchSlots);
  space.writeValues(feature, values);
  let filled: Bucketing | null = null;
  const fill = (bucketing: Bucketing) => {
    filled = bucketing;
    return engine.fillBuckets(feature, bucketing.isLinear ? 1 : 0, bucketing.lowest, bucketing.scale);
  };
  const chosen = stored ?? chooseBucketing(values, fill);
  if (chosen !== filled) fill(chosen);
  return feature;
}

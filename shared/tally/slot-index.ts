import type { NumericFeatureProfile } from '../profile/profile.ts';
import { type Bucketing, bucketStarts, chooseBucketing, fillBuckets } from './bucketing.ts';

/** The table that narrows a search among sorted values. */
export interface BucketTable {
  readonly bucketing: Bucketing;
  /** For each bucket the number of values in those before it, and at the end the number of all. */
  readonly starts: Int32Array;
}

/**
 * Finds the slot of a value among k sorted distinct baseline values: slot 2i + 1 is "equal to value i", slot 2i
 * the open gap before it. A bucket table narrows the search to a value or two, so a look-up is O(1) for data
 * spread like the baseline and O(log k) at worst.
 *
 * Buckets are linear in the value, or in the bits of the double (nearly its logarithm) where that spreads the
 * baseline better, as it does for incomes or file sizes.
 *
 * @example
 * const index = new SlotIndex(Float64Array.of(10, 20));
 * const slots = new Int32Array(3);
 * index.locate(Float64Array.of(10, 15, 99), 3, slots); // slots is [1, 2, 4]
 */
export class SlotIndex implements BucketTable {
  readonly bucketing: Bucketing;
  readonly starts: Int32Array;
  readonly #values: Float64Array;

  /**
   * @param values strictly ascending, without NaN and negative zero; infinities are allowed
   * @param table of these values, where it was made before
   */
  constructor(values: Float64Array, { bucketing, starts }: BucketTable = bucketTable(values)) {
    this.bucketing = bucketing;
    this.starts = starts;
    this.#values = values;
  }

  /**
   * Writes the slots of `xs[0 … count)` to `slots`. The two loops are apart on purpose: the look-ups of a loop
   * without dependent branches overlap their cache misses.
   *
   * @param xs without NaN and negative zero
   */
  locate(xs: Float64Array, count: number, slots: Int32Array): void {
    const values = this.#values;
    const { bucketing, starts } = this;
    fillBuckets(bucketing, xs, count, slots);
    for (let j = 0; j < count; j++) {
      const x = xs[j]!;
      const bucket = slots[j]!;
      let low = starts[bucket]!;
      let high = starts[bucket + 1]!;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (values[middle]! < x) low = middle + 1;
        else high = middle;
      }
      // Past the last value the comparison is with undefined, hence false: the gap above every value.
      slots[j] = 2 * low + (values[low] === x ? 1 : 0);
    }
  }
}

/** A table that is kept elsewhere: how its buckets are made, and the rest when it is asked for. */
interface StoredTable {
  readonly bucketing: Bucketing;
  readonly readStarts: () => Int32Array;
}

const indexes = new WeakMap<Float64Array, SlotIndex>();
const storedTables = new WeakMap<Float64Array, StoredTable>();

/** The table of the feature's values, for who keeps it: what `slotIndexOf` keeps, and otherwise made anew. */
export function bucketTableOf({ values }: Pick<NumericFeatureProfile, 'values'>): BucketTable {
  const index = indexes.get(values);
  if (index !== undefined) return index;
  const stored = storedTables.get(values);
  if (stored === undefined) return bucketTable(values);
  return { bucketing: stored.bucketing, starts: stored.readStarts() };
}

/** The index of the feature's values, built on first use and kept as long as they are. */
export function slotIndexOf(feature: Pick<NumericFeatureProfile, 'values'>): SlotIndex {
  let index = indexes.get(feature.values);
  if (index === undefined) {
    index = new SlotIndex(feature.values, bucketTableOf(feature));
    indexes.set(feature.values, index);
  }
  return index;
}

/** Says where the table of these values is, which then need not be made. */
export function useStoredTable(values: Float64Array, table: StoredTable): void {
  storedTables.set(values, table);
}

/** How the buckets of the stored table of these values are made, if there is one. */
export function storedBucketingOf(values: Float64Array): Bucketing | undefined {
  return storedTables.get(values)?.bucketing;
}

function bucketTable(values: Float64Array): BucketTable {
  const made = new Map<Bucketing, Int32Array>();
  const startsOf = (bucketing: Bucketing): Int32Array => {
    const starts = made.get(bucketing) ?? bucketStarts(values, bucketing);
    made.set(bucketing, starts);
    return starts;
  };
  const bucketing = chooseBucketing(values, (tried) => searchCost(startsOf(tried)));
  return { bucketing, starts: startsOf(bucketing) };
}

/** Steps of binary search over all baseline values: what a batch that looks like the baseline will pay. */
function searchCost(starts: Int32Array): number {
  let cost = 0;
  let before = 0;
  for (let b = 1; b < starts.length; b++) {
    const values = starts[b]! - before;
    before += values;
    if (values > 0) cost += values * (32 - Math.clz32(values));
  }
  return cost;
}

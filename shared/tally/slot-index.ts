import type { NumericFeatureProfile } from '../profile/profile.ts';
import { ascending, HIGH_WORD, wordsOf } from './float-bits.ts';

/** More buckets than this fall out of the processor's cache and cost more than the search they save. */
const BUCKETS_MAX = 2 ** 18;
const BUCKETS_PER_VALUE = 2;

/** Steps of a search per value, on average, beyond which another way to make buckets is worth a try. */
const STEPS_ENOUGH = 2;

/** Values at either end that share a linear bucket, so that one outlier does not push all others into another. */
const OUTER_SHARE = 0.005;

/** A non-decreasing map from numbers to buckets: if two values' buckets differ, so do the values, the same way. */
interface Bucketing {
  readonly buckets: number;
  /** A value's bucket is (it − lowest) · scale, cut off at both ends; where not linear, "it" is its ascending upper half. */
  readonly isLinear: boolean;
  readonly lowest: number;
  readonly scale: number;
  fill(values: Float64Array, count: number, buckets: Int32Array): void;
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
export class SlotIndex {
  readonly #values: Float64Array;
  readonly #bucketing: Bucketing;
  /** `#starts[b]` = number of baseline values in buckets before b. */
  readonly #starts: Int32Array;

  /** @param values strictly ascending, without NaN and negative zero; infinities are allowed */
  constructor(values: Float64Array) {
    const linear = linearBucketing(values);
    const linearStarts = linear && bucketStarts(values, linear);
    const linearCost = linearStarts === null ? Infinity : searchCost(linearStarts);
    this.#values = values;
    if (linear !== null && linearStarts !== null && linearCost <= STEPS_ENOUGH * values.length) {
      this.#bucketing = linear;
      this.#starts = linearStarts;
      return;
    }
    const byBits = bitBucketing(values);
    const bitStarts = bucketStarts(values, byBits);
    const isLinear = linear !== null && linearStarts !== null && linearCost <= searchCost(bitStarts);
    this.#bucketing = isLinear ? linear : byBits;
    this.#starts = isLinear ? linearStarts : bitStarts;
  }

  /** How values find their bucket, for whoever keeps the table elsewhere. */
  get bucketing(): Omit<Bucketing, 'fill'> {
    return this.#bucketing;
  }

  /** For each bucket the number of baseline values in those before it, and at the end the number of all. */
  get starts(): Int32Array {
    return this.#starts;
  }

  /**
   * Writes the slots of `xs[0 … count)` to `slots`. The two loops are apart on purpose: the look-ups of a loop
   * without dependent branches overlap their cache misses.
   *
   * @param xs without NaN and negative zero
   */
  locate(xs: Float64Array, count: number, slots: Int32Array): void {
    const values = this.#values;
    const starts = this.#starts;
    this.#bucketing.fill(xs, count, slots);
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

const indexes = new WeakMap<NumericFeatureProfile, SlotIndex>();

/** The feature's index, built on first use and kept as long as the feature is. */
export function slotIndexOf(feature: NumericFeatureProfile): SlotIndex {
  let index = indexes.get(feature);
  if (index === undefined) {
    index = new SlotIndex(feature.values);
    indexes.set(feature, index);
  }
  return index;
}

function bucketCount(values: Float64Array): number {
  let buckets = 1;
  while (buckets < BUCKETS_PER_VALUE * values.length && buckets < BUCKETS_MAX) buckets *= 2;
  return buckets;
}

/** Even buckets over all but the outermost values. Null when those span nothing, or more than a double can hold. */
function linearBucketing(values: Float64Array): Bucketing | null {
  const outer = Math.floor(values.length * OUTER_SHARE);
  const lowest = values.subarray(outer).find(Number.isFinite);
  const highest = values.subarray(0, values.length - outer).findLast(Number.isFinite);
  if (lowest === undefined || highest === undefined) return null;
  const buckets = bucketCount(values);
  const scale = buckets / (highest - lowest);
  if (!(scale > 0 && scale < Infinity)) return null;
  const last = buckets - 1;
  return {
    buckets,
    isLinear: true,
    lowest,
    scale,
    fill(xs, count, out) {
      for (let j = 0; j < count; j++) {
        const position = (xs[j]! - lowest) * scale;
        out[j] = position >= last ? last : Math.max(0, position);
      }
    },
  };
}

function bitBucketing(values: Float64Array): Bucketing {
  const words = wordsOf(values);
  const lowest = ascending(words[HIGH_WORD] ?? 0);
  const highest = ascending(words[words.length - 2 + HIGH_WORD] ?? 0);
  const buckets = bucketCount(values);
  let scale = 1;
  while ((highest - lowest) * scale >= buckets) scale /= 2;
  const last = buckets - 1;
  return {
    buckets,
    isLinear: false,
    lowest,
    scale,
    fill(xs, count, out) {
      const view = wordsOf(xs);
      for (let j = 0; j < count; j++) {
        const position = (ascending(view[2 * j + HIGH_WORD]!) - lowest) * scale;
        out[j] = position >= last ? last : Math.max(0, position);
      }
    },
  };
}

function bucketStarts(values: Float64Array, bucketing: Bucketing): Int32Array {
  const bucketOf = new Int32Array(values.length);
  bucketing.fill(values, values.length, bucketOf);
  const starts = new Int32Array(bucketing.buckets + 1);
  for (let i = 0; i < bucketOf.length; i++) starts[bucketOf[i]! + 1]!++;
  for (let b = 0; b < bucketing.buckets; b++) starts[b + 1]! += starts[b]!;
  return starts;
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

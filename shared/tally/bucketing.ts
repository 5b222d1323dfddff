import { ascending, HIGH_WORD, wordsOf } from './float-bits.ts';

/** More buckets than this fall out of the processor's cache and cost more than the search they save. */
const BUCKETS_MAX = 2 ** 18;

/** Values at either end that share a linear bucket, so that one outlier does not push all others into another. */
const OUTER_SHARE = 0.005;

/** A non-decreasing map from numbers to buckets: if two values' buckets differ, so do the values, the same way. */
export interface Bucketing {
  readonly buckets: number;
  /** A value's bucket is (it − lowest) · scale, cut off at both ends; where not linear, "it" is its ascending upper half. */
  readonly isLinear: boolean;
  readonly lowest: number;
  readonly scale: number;
}

/** Steps of a search per value, on average, beyond which another way to make buckets is worth a try. */
const STEPS_ENOUGH = 2;

/**
 * Even buckets, or those by bits where they take fewer steps of search.
 *
 * @param stepsOf steps of binary search that all values together take within buckets made that way
 */
export function chooseBucketing(values: Float64Array, stepsOf: (bucketing: Bucketing) => number): Bucketing {
  const linear = linearBucketing(values);
  const byBits = bitBucketing(values);
  if (linear === null) return byBits;
  const steps = stepsOf(linear);
  return steps <= STEPS_ENOUGH * values.length || steps <= stepsOf(byBits) ? linear : byBits;
}

/** Even buckets over all but the outermost values. Null when those span nothing, or more than a double can hold. */
function linearBucketing(values: Float64Array): Bucketing | null {
  const outer = Math.floor(values.length * OUTER_SHARE);
  const lowest = values.subarray(outer).find(Number.isFinite);
  const highest = values.subarray(0, values.length - outer).findLast(Number.isFinite);
  if (lowest === undefined || highest === undefined) return null;
  const buckets = bucketCount(values);
  const scale = buckets / (highest - lowest);
  return scale > 0 && scale < Infinity ? { buckets, isLinear: true, lowest, scale } : null;
}

/** Buckets by the bits of the double, nearly its logarithm. */
function bitBucketing(values: Float64Array): Bucketing {
  const words = wordsOf(values);
  const lowest = ascending(words[HIGH_WORD] ?? 0);
  const highest = ascending(words[words.length - 2 + HIGH_WORD] ?? 0);
  const buckets = bucketCount(values);
  let scale = 1;
  while ((highest - lowest) * scale >= buckets) scale /= 2;
  return { buckets, isLinear: false, lowest, scale };
}

/** Writes the buckets of `xs[0 … count)` to `out`. */
export function fillBuckets(
  { buckets, isLinear, lowest, scale }: Bucketing,
  xs: Float64Array,
  count: number,
  out: Int32Array,
): void {
  const last = buckets - 1;
  if (isLinear) {
    for (let j = 0; j < count; j++) {
      const position = (xs[j]! - lowest) * scale;
      out[j] = position >= last ? last : Math.max(0, position);
    }
    return;
  }
  const words = wordsOf(xs);
  for (let j = 0; j < count; j++) {
    const position = (ascending(words[2 * j + HIGH_WORD]!) - lowest) * scale;
    out[j] = position >= last ? last : Math.max(0, position);
  }
}

/** For each bucket the number of values in those before it, and at the end the number of all. */
export function bucketStarts(values: Float64Array, bucketing: Bucketing): Int32Array {
  const bucketOf = new Int32Array(values.length);
  fillBuckets(bucketing, values, values.length, bucketOf);
  const starts = new Int32Array(bucketing.buckets + 1);
  for (let i = 0; i < bucketOf.length; i++) starts[bucketOf[i]! + 1]!++;
  for (let b = 0; b < bucketing.buckets; b++) starts[b + 1]! += starts[b]!;
  return starts;
}

/** One for each value: more of them take memory, and the four that a bucket may have are found as soon as one. */
export const bucketCount = (values: Float64Array): number =>
  Math.max(1, Math.min(values.length, BUCKETS_MAX));

import type { RowSample } from './row-sample.ts';

/**
 * The numbers of one feature among the sampled rows, ascending; infinities are among them. As many as the tally's
 * `count` when the sample is the whole batch. Empty for a feature of levels. O(k log k).
 *
 * @param feature position of the feature in the profile
 */
export function sampleColumn({ columns }: RowSample, feature: number): Float64Array {
  const column = columns[feature];
  if (!(column instanceof Float64Array)) return new Float64Array(0);
  const sorted = column.toSorted();
  // NaN sorts behind all numbers.
  const missing = sorted.findLastIndex((value) => !Number.isNaN(value)) + 1;
  return sorted.subarray(0, missing);
}

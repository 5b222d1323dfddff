import type { SampleRow } from './tally.ts';

/**
 * The numbers of one feature among the sampled rows, ascending; infinities are among them. As many as the tally's
 * `count` when the sample is the whole batch. O(k log k).
 *
 * @param feature position of the feature in the profile
 */
export function sampleColumn(sample: readonly SampleRow[], feature: number): Float64Array {
  const values = new Float64Array(sample.length);
  let count = 0;
  // By index: an iterator makes an object for every cell.
  for (let row = 0; row < sample.length; row++) {
    const value = sample[row]!.values[feature];
    if (typeof value === 'number') values[count++] = value;
  }
  return values.slice(0, count).sort();
}

import { NEW_VALUES_MAX } from '../config/limits.ts';
import { addCounts, countFresh, type SortedCounts } from './sorted-counts.ts';

/** Values added at a time: soon there are too many, and the others need not be looked at. */
const VALUES_AT_ONCE = 1_024;

const ONES = new Float64Array(VALUES_AT_ONCE).fill(1);

/**
 * The counts with a row more for each of the values; null as soon as there are too many different ones. The values are
 * sorted afterwards, in parts. O(values · log n).
 */
export function addNewValues(counts: SortedCounts | null, values: Float64Array): SortedCounts | null {
  let sum = counts;
  for (let from = 0; from < values.length && sum !== null; from += VALUES_AT_ONCE) {
    const keys = values.subarray(from, from + VALUES_AT_ONCE).sort();
    // Looked at before they are added: nothing is made that is not kept.
    const isTooMany = sum.keys.length + countFresh(sum.keys, keys) > NEW_VALUES_MAX;
    sum = isTooMany ? null : addCounts(sum, { keys, rows: ONES });
  }
  return sum;
}

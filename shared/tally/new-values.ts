import { NEW_VALUES_MAX } from '../config/limits.ts';
import { addCounts, countFresh, positionOf, type SortedCounts } from './sorted-counts.ts';

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

/**
 * The counts with the rows of some values added; null as soon as there are too many different ones. O(pairs · log n).
 *
 * @param pairs of a value and its rows, each value once
 */
export function addNewRows(counts: SortedCounts | null, pairs: Float64Array): SortedCounts | null {
  if (counts === null || pairs.length / 2 > NEW_VALUES_MAX) return null;
  const fresh: [value: number, rows: number][] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const at = positionOf(counts, pairs[i]!);
    if (counts.keys[at] === pairs[i]!) counts.rows[at]! += pairs[i + 1]!;
    else fresh.push([pairs[i]!, pairs[i + 1]!]);
  }
  if (counts.keys.length + fresh.length > NEW_VALUES_MAX) return null;
  fresh.sort(([a], [b]) => a - b);
  const keys = Float64Array.from(fresh, ([value]) => value);
  return addCounts(counts, { keys, rows: Float64Array.from(fresh, ([, rows]) => rows) });
}

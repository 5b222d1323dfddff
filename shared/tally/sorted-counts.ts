import { positionIn } from '../stats/position-in.ts';

/**
 * Rows of different numbers, ascending by number: plain arrays, as there is one for each of thousands of features and a Map
 * takes ten times as much. Both arrays are as long; `rows` may be added to in place.
 */
export interface SortedCounts {
  readonly keys: Float64Array;
  readonly rows: Float64Array;
}

export const noCounts = (): SortedCounts => ({ keys: new Float64Array(0), rows: new Float64Array(0) });

/** Position of the first key that is not below `key`. O(log n). */
export const positionOf = ({ keys }: SortedCounts, key: number): number => positionIn(keys, key);

/**
 * Adds rows to numbers, in place unless there are some that it did not have. O(all keys).
 *
 * @param more its keys ascend and may repeat
 * @returns the same object, or one with further keys
 */
export function addCounts(counts: SortedCounts, more: SortedCounts): SortedCounts {
  const fresh = countFresh(counts.keys, more.keys);
  const sum = fresh === 0 ? counts : withKeys(counts, more.keys, fresh);
  const { keys, rows } = sum;
  for (let i = 0, at = 0; i < more.keys.length; i++) {
    while (keys[at] !== more.keys[i]) at++;
    rows[at]! += more.rows[i]!;
  }
  return sum;
}

/** The same for keys that do not repeat, which become those of the result where there were none before. */
export function addDistinct(counts: SortedCounts, more: SortedCounts): SortedCounts {
  return counts.keys.length === 0 ? more : addCounts(counts, more);
}

/** The counts of both. Neither is changed. O(n). */
export function sumOf(a: SortedCounts, b: SortedCounts): SortedCounts {
  return addCounts({ keys: a.keys, rows: a.rows.slice() }, b);
}

/** Different keys of `more`, which ascend, that are not among `keys`. */
export function countFresh(keys: Float64Array, more: Float64Array): number {
  let fresh = 0;
  for (let i = 0, at = 0; i < more.length; i++) {
    const key = more[i]!;
    while (at < keys.length && keys[at]! < key) at++;
    if (keys[at] !== key && (i === 0 || more[i - 1] !== key)) fresh++;
  }
  return fresh;
}

/** A copy with the `fresh` different keys of `more` that it does not have, without rows. */
function withKeys({ keys, rows }: SortedCounts, more: Float64Array, fresh: number): SortedCounts {
  const grown = new Float64Array(keys.length + fresh);
  const grownRows = new Float64Array(keys.length + fresh);
  for (let to = 0, i = 0, j = 0; to < grown.length; to++) {
    if (i < keys.length && (j === more.length || keys[i]! <= more[j]!)) {
      grown[to] = keys[i]!;
      grownRows[to] = rows[i++]!;
    } else {
      grown[to] = more[j]!;
    }
    while (j < more.length && more[j] === grown[to]) j++;
  }
  return { keys: grown, rows: grownRows };
}

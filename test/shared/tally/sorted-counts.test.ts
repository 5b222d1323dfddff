import { describe, expect, it } from 'vitest';
import { NEW_VALUES_MAX } from '../../../shared/config/limits.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { addNewValues } from '../../../shared/tally/new-values.ts';
import { addCounts, noCounts, type SortedCounts, sumOf } from '../../../shared/tally/sorted-counts.ts';

const countsOf = (...pairs: readonly (readonly [number, number])[]): SortedCounts => ({
  keys: Float64Array.from(pairs, ([key]) => key),
  rows: Float64Array.from(pairs, ([, rows]) => rows),
});
const pairsOf = ({ keys, rows }: SortedCounts) => Array.from(keys, (key, i) => [key, rows[i]!]);

describe('addCounts(counts, more)', () => {
  it('adds rows in place where all numbers are known', () => {
    const counts = countsOf([-Infinity, 1], [2, 3]);
    expect(addCounts(counts, countsOf([2, 5], [2, 1]))).toBe(counts);
    expect(pairsOf(counts)).toEqual([
      [-Infinity, 1],
      [2, 9],
    ]);
  });

  it('makes room for those that are new, before, between and behind the others', () => {
    const more = countsOf([-1, 1], [1.5, 1], [1.5, 1], [2, 1], [Infinity, 7]);
    expect(pairsOf(addCounts(countsOf([1, 4], [2, 4]), more))).toEqual([
      [-1, 1],
      [1, 4],
      [1.5, 2],
      [2, 5],
      [Infinity, 7],
    ]);
  });
});

it('sumOf(a, b) changes neither', () => {
  const a = countsOf([1, 1]);
  const b = countsOf([1, 2]);
  expect(pairsOf(sumOf(a, b))).toEqual([[1, 3]]);
  expect([a.rows[0], b.rows[0]]).toEqual([1, 2]);
});

describe('addNewValues(counts, values)', () => {
  it('counts what a Map would, block by block', () => {
    const random = seededRandom(3);
    const expected = new Map<number, number>();
    let counts: SortedCounts | null = noCounts();
    for (let block = 0; block < 20; block++) {
      const values = Float64Array.from({ length: random.integer(3_000) }, () => random.integer(900) / 8);
      for (const value of values) expected.set(value, (expected.get(value) ?? 0) + 1);
      counts = addNewValues(counts, values);
    }
    expect(pairsOf(counts!)).toEqual([...expected].sort(([a], [b]) => a - b));
  });

  it('gives up at one more than NEW_VALUES_MAX, whether at once or by and by', () => {
    const distinct = (count: number) => Float64Array.from({ length: count }, (_, i) => -i);
    expect(addNewValues(noCounts(), distinct(NEW_VALUES_MAX))?.keys).toHaveLength(NEW_VALUES_MAX);
    expect(addNewValues(noCounts(), distinct(NEW_VALUES_MAX + 1))).toBeNull();
    const full = addNewValues(noCounts(), distinct(NEW_VALUES_MAX));
    expect(addNewValues(full, Float64Array.of(0.5, -1))).toBeNull();
    expect(addNewValues(null, distinct(1))).toBeNull();
  });
});

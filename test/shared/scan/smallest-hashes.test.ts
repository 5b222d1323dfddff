import { describe, expect, it } from 'vitest';
import { SmallestHashes } from '../../../shared/scan/smallest-hashes.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

interface Row {
  readonly hash: number;
  readonly offset: number;
}

const byHash = (a: Row, b: Row) => a.hash - b.hash || a.offset - b.offset;

/** Offers rows as a sampler does, and says which row is at each place that is left at the end. */
function kept(rows: readonly Row[], wanted: number): { rows: Row[]; hashes: number[]; offsets: number[] } {
  const smallest = new SmallestHashes(wanted);
  const at: Row[] = [];
  for (const row of rows) {
    if (row.hash > smallest.largest) continue;
    const place = smallest.take(row.hash, row.offset);
    expect(place).toBeLessThan(smallest.places);
    at[place] = row;
  }
  const { places, hashes, offsets } = smallest.inOrder();
  return { rows: Array.from(places, (place) => at[place]!), hashes: [...hashes], offsets: [...offsets] };
}

describe('the smallest hashes', () => {
  it.each([
    ['apart', 2 ** 53],
    ['often equal', 40],
    ['equal', 1],
  ])('are those that sorting finds, of hashes that are %s', (_, different) => {
    const random = seededRandom(6);
    for (let round = 0; round < 200; round++) {
      const wanted = random.integer(60);
      const rows = Array.from({ length: random.integer(10 ** (1 + random.integer(3))) }, (_, i) => ({
        hash: Math.floor(random.uniform() * different),
        offset: 100 * i,
      }));
      const expected = rows.toSorted(byHash).slice(0, wanted);
      expect(kept(rows, wanted)).toEqual({
        rows: expected,
        hashes: expected.map(({ hash }) => hash),
        offsets: expected.map(({ offset }) => offset),
      });
    }
  });

  it('take no more rows than they must, once they hold enough', () => {
    const smallest = new SmallestHashes(4);
    for (const hash of [9, 8, 7, 6, 5]) smallest.take(hash, 0);
    expect(smallest.largest).toBe(Infinity);
    // Room for one more than is wanted was all that there was.
    expect(smallest.take(4, 0)).toBe(0);
    expect(smallest.largest).toBe(8);
  });

  it('are none where none are wanted', () => {
    expect(new SmallestHashes(0).largest).toBe(-1);
    expect(new SmallestHashes(0).inOrder().places).toHaveLength(0);
  });
});

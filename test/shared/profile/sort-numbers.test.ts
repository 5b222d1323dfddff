import { expect, it } from 'vitest';
import { distribution } from '../../../shared/profile/distribution.ts';
import { sortNumbers } from '../../../shared/profile/sort-numbers.ts';
import { newEngine } from '../../../shared/scan/engine.ts';
import { EngineSort } from '../../../shared/scan/engine-sort.ts';
import { type Random, seededRandom } from '../../../shared/stats/random.ts';

const DRAWS: Readonly<Record<string, (random: Random) => number>> = {
  'normal numbers': (random) => random.normal(),
  'few whole numbers, most of them several times': (random) => random.integer(50) - 25,
  'numbers of every size and sign': (random) => random.normal() * 10 ** (random.integer(600) - 300),
  'one number': () => 4.25,
  'infinities among others': (random) =>
    [Infinity, -Infinity, 0, 1, -1, Number.MIN_VALUE][random.integer(6)]!,
};

it.each(Object.entries(DRAWS))('sorts %s as the built-in sort does, few and many', (_, draw) => {
  const random = seededRandom(11);
  for (const length of [0, 1, 2_047, 2_048, 5_000]) {
    // Adding 0 turns -0 into 0.
    const values = Float64Array.from({ length }, () => draw(random) + 0);
    expect(sortNumbers(values.slice())).toEqual(values.slice().sort());
  }
});

it.each(Object.entries(DRAWS))('sorts %s in the engine as the built-in sort does', async (_, draw) => {
  const random = seededRandom(12);
  const sort = new EngineSort((await newEngine())!, false);
  for (const length of [0, 1, 255, 256, 5_000, 300]) {
    const values = Float64Array.from({ length }, () => draw(random) + 0);
    const sorted = values.slice();
    sort.sort(sorted);
    expect(sorted).toEqual(values.sort());
  }
});

it.each(Object.entries(DRAWS))(
  'finds the different ones of %s in the engine, to be shared or not',
  async (_, draw) => {
    const random = seededRandom(13);
    const engine = new EngineSort((await newEngine())!, false);
    const sharing = new EngineSort((await newEngine())!, true);
    for (const length of [0, 1, 2, 700, 5_000, 30]) {
      const sorted = Float64Array.from({ length }, () => draw(random) + 0).sort();
      const { values, cumulative } = distribution(sorted, Infinity);
      expect(engine.countDistinct(sorted)).toBe(values.length);
      expect(engine.distinct(sorted)).toEqual({ values, cumulative });
      const shared = sharing.distinct(sorted);
      expect(shared.values.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect({ ...shared, values: shared.values.slice() }).toEqual({ values, cumulative });
    }
  },
);

it('sorts a part of a larger array in place', () => {
  const all = Float64Array.from({ length: 4_000 }, (_, i) => (i * 7_919) % 4_000);
  const part = all.subarray(100, 3_900);
  expect(sortNumbers(part)).toBe(part);
  expect([all[0], all[99], all[3_999]]).toEqual([0, (99 * 7_919) % 4_000, (3_999 * 7_919) % 4_000]);
  expect(part.every((value, i) => i === 0 || value >= part[i - 1]!)).toBe(true);
});

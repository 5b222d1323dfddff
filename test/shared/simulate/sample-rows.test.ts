import { expect, test } from 'vitest';
import { bootstrap, shuffle, weightedSample } from '../../../shared/simulate/sample-rows.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

const ITEMS = Array.from({ length: 50 }, (_, i) => i);

test('bootstrap draws from all items alike, with repeats', () => {
  const draws = bootstrap(ITEMS, 50_000, seededRandom(1));
  const counts = ITEMS.map((item) => draws.filter((draw) => draw === item).length);
  // 1,000 expected of each: five standard deviations.
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(5 * Math.sqrt(1_000));
});

test('shuffle keeps every item and leaves its input alone', () => {
  const items = [...ITEMS];
  const shuffled = shuffle(items, seededRandom(1));
  expect(items).toEqual(ITEMS);
  expect(shuffled).not.toEqual(ITEMS);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(ITEMS);
});

test('weightedSample draws different items', () => {
  const sample = weightedSample(ITEMS, () => 1, 20, seededRandom(1));
  expect(new Set(sample).size).toBe(20);
});

test('weightedSample draws an item of three times the weight three times as often', () => {
  const random = seededRandom(1);
  let heavy = 0;
  for (let i = 0; i < 10_000; i++) {
    const [item] = weightedSample(['light', 'heavy'], (it) => (it === 'heavy' ? 3 : 1), 1, random);
    if (item === 'heavy') heavy++;
  }
  // Four standard errors of a share of 3/4.
  expect(Math.abs(heavy / 10_000 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 10_000));
});

test('weightedSample gives its items in no order of weight', () => {
  const random = seededRandom(1);
  let heavyFirst = 0;
  for (let i = 0; i < 2_000; i++) {
    const sample = weightedSample([1, 100], (weight) => weight, 2, random);
    if (sample[0] === 100) heavyFirst++;
  }
  expect(Math.abs(heavyFirst / 2_000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 2_000));
});

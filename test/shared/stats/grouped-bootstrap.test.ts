import { describe, expect, test } from 'vitest';
import { groupedBootstrap } from '../../../shared/stats/grouped-bootstrap.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

const RESAMPLES = 2_000;
const normals = (count: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.normal());
};
const each = (values: readonly number[]) => values.map((_, i) => i);

describe('groupedBootstrap(values, groups)', () => {
  test('gives the mean, and of many independent values the interval of the central limit theorem', () => {
    const values = normals(400, 1);
    const { estimate, low, high } = groupedBootstrap(values, each(values), RESAMPLES, seededRandom(2));
    const mean = values.reduce((a, b) => a + b) / values.length;
    const error = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / values.length;
    expect(estimate).toBeCloseTo(mean, 12);
    expect(Math.abs(low - (mean - 1.96 * error)) / error).toBeLessThan(0.15);
    expect(Math.abs(high - (mean + 1.96 * error)) / error).toBeLessThan(0.15);
  });

  test('copies in one group are no further evidence', () => {
    const values = normals(100, 3);
    const fourTimes = values.flatMap((x) => [x, x, x, x]);
    const groups = each(values).flatMap((i) => [i, i, i, i]);
    const once = groupedBootstrap(values, each(values), RESAMPLES, seededRandom(4));
    const copied = groupedBootstrap(fourTimes, groups, RESAMPLES, seededRandom(4));
    expect(copied.low).toBeCloseTo(once.low, 12);
    expect(copied.high).toBeCloseTo(once.high, 12);
    const taken = groupedBootstrap(fourTimes, each(fourTimes), RESAMPLES, seededRandom(4));
    expect((taken.high - taken.low) / (once.high - once.low)).toBeLessThan(0.6);
  });

  test('groups of other sizes and numbers, in any order: the mean is over values', () => {
    const { estimate, low, high } = groupedBootstrap(
      [1, 5, 1, 1],
      [70, -3, 70, 70],
      RESAMPLES,
      seededRandom(5),
    );
    expect([estimate, low, high]).toEqual([2, 1, 5]);
  });

  test('a single group leaves nothing to draw: the interval is the mean', () => {
    expect(groupedBootstrap([1, 3], [0, 0], RESAMPLES, seededRandom(6))).toEqual({
      estimate: 2,
      low: 2,
      high: 2,
    });
  });
});

import { describe, expect, test } from 'vitest';
import { changePoint } from '../../../shared/stats/change-point.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

/** Pettitt's U at a cut, from its definition: pairs across the cut that fall, less those that rise. */
function definition(values: Float64Array, cut: number): number {
  let u = 0;
  for (let i = 0; i < cut; i++) {
    for (let j = cut; j < values.length; j++) u += Math.sign(values[i]! - values[j]!);
  }
  return Math.abs(u);
}

describe('changePoint', () => {
  test.each([1, 2, 3, 4, 5])(
    'is the cut with the largest U, ties and infinities included (seed %i)',
    (seed) => {
      const random = seededRandom(seed);
      const values = Float64Array.from({ length: 60 }, (_, i) =>
        i === 7 ? Infinity : i === 40 ? -Infinity : random.integer(6) + (i >= 30 ? 2 : 0),
      );
      const found = changePoint(values)!;
      const all = Array.from({ length: 59 }, (_, i) => definition(values, i + 1));
      expect(found.at).toBe(all.indexOf(Math.max(...all)) + 1);
      const n = values.length;
      expect(found.pValue).toBeCloseTo(2 * Math.exp((-6 * Math.max(...all) ** 2) / (n ** 3 + n ** 2)), 12);
    },
  );

  test('of a clear step is the step, whichever way it goes', () => {
    for (const size of [5, -5]) {
      const random = seededRandom(1);
      const values = Float64Array.from({ length: 400 }, (_, i) => random.normal() + (i < 137 ? 0 : size));
      const found = changePoint(values)!;
      expect(Math.abs(found.at - 137)).toBeLessThanOrEqual(2);
      expect(found.pValue).toBeLessThan(1e-20);
    }
  });

  test('of series without a change is seldom significant', () => {
    let significant = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const found = changePoint(Float64Array.from({ length: 100 }, () => random.normal()));
      if (found!.pValue < 0.05) significant++;
    }
    expect(significant).toBeLessThanOrEqual(10);
  });

  test.each([[[]], [[1]], [[3, 3, 3]]])('of %j is null: there is nothing to cut', (values) => {
    expect(changePoint(Float64Array.from(values))).toBeNull();
  });
});

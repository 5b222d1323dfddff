import { describe, expect, test } from 'vitest';
import { chiSquaredSf } from '../../../shared/stats/chi-squared-distribution.ts';
import {
  rowsNeeded,
  smallestDetectableKs,
  smallestDetectableLevels,
} from '../../../shared/stats/detectable.ts';
import { noncentralChiSquaredCdf } from '../../../shared/stats/noncentral-chi-squared.ts';

const batch = { baselineRows: 569, currentRows: 200, features: 30, alpha: 0.05 };
const s = Math.sqrt(1 / 569 + 1 / 200);

describe('smallestDetectableKs', () => {
  test('is the critical distance or minEffect, whichever is larger, plus 0.42·s', () => {
    const critical = s * Math.sqrt(Math.log(60 / 0.05) / 2);
    expect(smallestDetectableKs({ ...batch, minEffect: 0.1 })).toBeCloseTo(critical + 0.42 * s, 14);
    expect(smallestDetectableKs({ ...batch, minEffect: 0.4 })).toBeCloseTo(0.4 + 0.42 * s, 14);
  });

  test('is Infinity when a side has no rows', () => {
    expect(smallestDetectableKs({ ...batch, currentRows: 0, minEffect: 0.1 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('smallestDetectableLevels', () => {
  const batch = { baselineRows: 569, currentRows: 200, features: 30, alpha: 0.05, hidden: 0, minEffect: 0 };

  test('is ½·s·√λ with λ giving power 0.8', () => {
    // stats.ncx2.sf(stats.chi2.isf(0.05/30, 3), 3, 19.52…) is 0.8.
    for (const levels of [2, 4, 50]) {
      const lambda = ((2 * smallestDetectableLevels({ ...batch, levels })) / s) ** 2;
      const critical = upperQuantile(0.05 / 30, levels - 1);
      expect(1 - noncentralChiSquaredCdf(critical, levels - 1, lambda)).toBeCloseTo(0.8, 10);
    }
  });

  test('for two levels and one feature is the textbook (1.960 + 0.842)·s/2', () => {
    const value = smallestDetectableLevels({ ...batch, features: 1, levels: 2 });
    expect((2 * value) / s).toBeCloseTo(1.95996 + 0.84162, 3);
  });

  test('is larger by what merging hides', () => {
    const whole = smallestDetectableLevels({ ...batch, levels: 4 });
    expect(smallestDetectableLevels({ ...batch, levels: 4, hidden: 0.2 })).toBeCloseTo(whole + 0.2, 14);
  });

  test('is at least what matters plus 0.42·s', () => {
    expect(smallestDetectableLevels({ ...batch, levels: 4, minEffect: 0.4 })).toBeCloseTo(0.4 + 0.42 * s, 14);
  });

  test('is Infinity when nothing can be found: no rows, or a single level', () => {
    expect(smallestDetectableLevels({ ...batch, baselineRows: 0, levels: 3 })).toBe(Number.POSITIVE_INFINITY);
    expect(smallestDetectableLevels({ ...batch, levels: 1 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('rowsNeeded', () => {
  test('is the first batch whose smallest detectable distance reaches the one asked for, near minEffect too', () => {
    for (const [baselineRows, minEffect] of [
      [569, 0.1],
      [569, 0.27],
      [90, 0.247],
    ] as const) {
      const question = { baselineRows, features: 30, alpha: 0.05, minEffect };
      const rows = rowsNeeded({ ...question, distance: 0.3 })!;
      expect(smallestDetectableKs({ ...question, currentRows: rows })).toBeLessThanOrEqual(0.3);
      expect(smallestDetectableKs({ ...question, currentRows: rows - 1 })).toBeGreaterThan(0.3);
    }
  });

  test('is null when the distance asked for is no larger than the one that matters', () => {
    expect(
      rowsNeeded({ baselineRows: 1e6, features: 1, alpha: 0.05, minEffect: 0.3, distance: 0.3 }),
    ).toBeNull();
  });

  const question = { distance: 0.3, baselineRows: 569, features: 30, alpha: 0.05 };

  test('is 66 rows for D = 0.3 against 569 rows of 30 features', () => {
    expect(rowsNeeded(question)).toBe(66);
  });

  test('is the first number of rows at which the distance is detectable', () => {
    const at = (currentRows: number) => smallestDetectableKs({ ...question, currentRows, minEffect: 0 });
    expect(at(66)).toBeLessThanOrEqual(0.3);
    expect(at(65)).toBeGreaterThan(0.3);
  });

  test('is null when the baseline is too small for any batch', () => {
    expect(rowsNeeded({ ...question, distance: 0.05 })).toBeNull();
    expect(rowsNeeded({ ...question, baselineRows: 0 })).toBeNull();
  });
});

function upperQuantile(p: number, df: number): number {
  let [low, high] = [0, 1_000];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (chiSquaredSf(middle, df) > p) low = middle;
    else high = middle;
  }
  return low;
}

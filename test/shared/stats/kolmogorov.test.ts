import { describe, expect, test } from 'vitest';
import { kolmogorovSf } from '../../../shared/stats/kolmogorov.ts';
import { smirnovSf } from '../../../shared/stats/smirnov.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';

describe('kolmogorovSf', () => {
  test('equals scipy.stats.kstwo.sf to 1e-9 relative in every regime', () => {
    for (const [n, d, expected] of knownValues<[number, number, number]>('kolmogorov')) {
      const actual = kolmogorovSf(n, d);
      expect(relativeError(actual, expected), `n ${n}, D ${d}: ${actual}`).toBeLessThan(1e-9);
    }
  });

  test('is 1 where every sample of n is farther away, and 0 from D = 1', () => {
    expect(kolmogorovSf(10, 0.05)).toBe(1);
    expect(kolmogorovSf(10, 1)).toBe(0);
  });
});

describe('smirnovSf', () => {
  test('is 1 − d for one row', () => {
    for (const d of [0.1, 0.25, 0.5, 0.9]) expect(smirnovSf(1, d)).toBeCloseTo(1 - d, 14);
  });

  test('is 1 at d = 0 and 0 at d = 1', () => {
    expect(smirnovSf(7, 0)).toBe(1);
    expect(smirnovSf(7, 1)).toBe(0);
  });

  test('is 1 − d·(1 + d)^(n−1) below the first step', () => {
    for (const n of [2, 5, 40, 10_000]) {
      const d = 0.7 / n;
      expect(smirnovSf(n, d)).toBeCloseTo(1 - d * (1 + d) ** (n - 1), 13);
    }
  });

  test('taking few of the terms gives the sum of all: continuous across the switch', () => {
    // 4,000 sums every term, 4,001 every second one; the distribution itself barely changes.
    const z = 1.8;
    const [every, some] = [4_000, 4_001].map((n) => smirnovSf(n, z / Math.sqrt(n)));
    expect(Math.abs(some! / every! - 1)).toBeLessThan(1e-5);
  });
});

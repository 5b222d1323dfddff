import { describe, expect, test } from 'vitest';
import { chiSquaredCdf, chiSquaredSf } from '../../../shared/stats/chi-squared-distribution.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';

describe('chiSquaredSf', () => {
  test('equals the incomplete gamma function with 40 digits to 1e-12 relative, down to 1e-300', () => {
    for (const [x, df, upper] of knownValues<[number, number, number]>('chi-squared-distribution')) {
      expect(relativeError(chiSquaredSf(x, df), upper), `x ${x}, df ${df}`).toBeLessThan(1e-12);
    }
  });

  test('with two degrees of freedom is exp(−x/2)', () => {
    for (const x of [0.1, 1, 3.9, 4.1, 50, 1300]) {
      expect(relativeError(chiSquaredSf(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-12);
    }
  });

  test('is 1 from x = 0 down, 0 where it underflows, and adds up to 1 with chiSquaredCdf', () => {
    expect(chiSquaredSf(0, 3)).toBe(1);
    expect(chiSquaredCdf(0, 3)).toBe(0);
    expect(chiSquaredSf(1e9, 3)).toBe(0);
    for (const x of [0.5, 3, 8]) expect(chiSquaredSf(x, 3) + chiSquaredCdf(x, 3)).toBeCloseTo(1, 14);
  });
});

import { expect, test } from 'vitest';
import { noncentralChiSquaredCdf } from '../../../shared/stats/noncentral-chi-squared.ts';
import { knownValues } from '../../known-values/known-values.ts';

test('noncentralChiSquaredCdf equals scipy.stats.ncx2.cdf to 1e-11', () => {
  for (const [x, df, noncentrality, expected] of knownValues<[number, number, number, number]>(
    'noncentral-chi-squared',
  )) {
    expect(Math.abs(noncentralChiSquaredCdf(x, df, noncentrality) - expected)).toBeLessThan(1e-11);
  }
});

test('noncentralChiSquaredCdf without noncentrality is the chi-squared distribution, and 0 from x = 0 down', () => {
  expect(noncentralChiSquaredCdf(2, 2, 0)).toBeCloseTo(1 - Math.exp(-1), 14);
  expect(noncentralChiSquaredCdf(0, 2, 5)).toBe(0);
});

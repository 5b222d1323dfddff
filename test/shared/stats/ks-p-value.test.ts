import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ksPValue } from '../../../shared/stats/ks-p-value.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';

type PValueCase = [m: number, n: number, statistic: number, pValue: number];
/** Samples in full, or recipes, which begin with the length. */
type SampleCase = [number[], number[], statistic: number, sign: number, pValue: number];

/** D of every way to order m values of one sample among n of the other. */
function distancesOfAllOrders(m: number, n: number): number[] {
  const walk = (i: number, j: number, largest: number): number[] => {
    const here = Math.max(largest, Math.abs(i * n - j * m));
    if (i === m && j === n) return [here / (m * n)];
    return [...(i < m ? walk(i + 1, j, here) : []), ...(j < n ? walk(i, j + 1, here) : [])];
  };
  return walk(0, 0, 0);
}

describe('ksPValue', () => {
  const cases = knownValues<PValueCase>('ks-p-values');

  test('the known values cover exact and asymptotic sizes, gcd 1 and more, and tails to 1e-300', () => {
    const inTail = cases.filter(([, , , p]) => p > 0 && p < 1e-290);
    expect(cases.length).toBeGreaterThan(1_000);
    expect(inTail.filter(([m, n]) => Math.max(m, n) <= 10_000).length).toBeGreaterThan(10);
    expect(inTail.filter(([m, n]) => Math.max(m, n) > 10_000).length).toBeGreaterThan(10);
    expect(cases.some(([, , , p]) => p === 0)).toBe(true);
  });

  test('equals scipy.stats.ks_2samp, to 1e-12 relative where exact and 1e-9 beyond, down to p = 1e-300', () => {
    for (const [m, n, statistic, pValue] of cases) {
      const actual = ksPValue(statistic, m, n);
      const tolerance = actual.method === 'exact' ? 1e-12 : 1e-9;
      const what = `m ${m}, n ${n}, D ${statistic}: ${actual.pValue}`;
      expect(relativeError(actual.pValue, pValue), what).toBeLessThan(tolerance);
    }
  });

  test('equals scipy.stats.ks_2samp on samples with ties', () => {
    for (const [a, b, statistic, , pValue] of knownValues<SampleCase>('ks-samples')) {
      expect(relativeError(ksPValue(statistic, a.length, b.length).pValue, pValue)).toBeLessThan(1e-9);
    }
    for (const [[m], [n], statistic, , pValue] of knownValues<SampleCase>('ks-recipes')) {
      expect(relativeError(ksPValue(statistic, m!, n!).pValue, pValue)).toBeLessThan(1e-9);
    }
  });

  test('equals the share of all orders with a distance as large, for small samples', () => {
    for (let m = 1; m <= 7; m++) {
      for (let n = 1; n <= 6; n++) {
        const all = distancesOfAllOrders(m, n);
        for (const d of new Set(all)) {
          const share = all.filter((other) => other >= d).length / all.length;
          const { pValue, method } = ksPValue(d, m, n);
          if (method === 'exact') expect(pValue).toBeCloseTo(share, 13);
        }
      }
    }
  });

  test('is symmetric in the samples', () => {
    fc.assert(
      fc.property(rows, rows, fc.double({ min: 0, max: 1, noNaN: true }), (m, n, d) => {
        expect(ksPValue(d, m, n)).toEqual(ksPValue(d, n, m));
      }),
      { seed: 1 },
    );
  });

  test('never rises with D', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (m, n) => {
        let previous = 1;
        for (let i = 0; i <= 40; i++) {
          const { pValue, method } = ksPValue(i / 40, m, n);
          if (method === 'asymptotic') continue;
          expect(pValue).toBeLessThanOrEqual(previous);
          previous = pValue;
        }
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  test('is 1 at D = 0', () => {
    expect(ksPValue(0, 3, 5).pValue).toBe(1);
    expect(ksPValue(0, 3, 50_000).pValue).toBe(1);
  });

  test('is exact up to 10,000 rows and asymptotic from 10,001', () => {
    expect(ksPValue(0.02, 10_000, 9_999).method).toBe('exact');
    expect(ksPValue(0.02, 10_001, 9_999).method).toBe('asymptotic');
  });

  test('is asymptotic where rounding lifts the exact sum above 1, as in SciPy', () => {
    // ks_2samp([0..6], [0.5..6.5]) warns "Exact calculation unsuccessful" and gives this.
    expect(ksPValue(1 / 7, 7, 7)).toEqual({
      pValue: expect.closeTo(0.99996095376926286, 12),
      method: 'asymptotic',
    });
  });

  test('refuses a distance outside 0 to 1 and rows that are not whole or none', () => {
    expect(() => ksPValue(1.1, 5, 5)).toThrow('got 1.1');
    expect(() => ksPValue(Number.NaN, 5, 5)).toThrow('got NaN');
    expect(() => ksPValue(0.5, 0, 5)).toThrow('got 0 and 5');
    expect(() => ksPValue(0.5, 5, 2.5)).toThrow('got 5 and 2.5');
  });
});

const rows = fc.integer({ min: 1, max: 12_000 });

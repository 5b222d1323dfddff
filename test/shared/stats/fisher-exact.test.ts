import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherExact } from '../../../shared/stats/fisher-exact.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';

type FisherCase = [a: number, b: number, c: number, d: number, pValue: number];

function binomial(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/**
 * The definition in whole numbers: ways of all tables with these margins that are no more likely than this
 * one.
 */
function byCounting(a: number, b: number, c: number, d: number): number {
  const ways = (x: number) => binomial(a + b, x) * binomial(c + d, a + c - x);
  const observed = ways(a);
  let extreme = 0n;
  for (let x = Math.max(0, a - d); x <= Math.min(a + b, a + c); x++)
    if (ways(x) <= observed) extreme += ways(x);
  return Number((extreme * 10n ** 20n) / binomial(a + b + c + d, a + c)) / 1e20;
}

describe('fisherExact', () => {
  test('equals scipy.stats.fisher_exact to 1e-9 relative', () => {
    for (const [a, b, c, d, pValue] of knownValues<FisherCase>('fisher')) {
      expect(relativeError(fisherExact(a, b, c, d), pValue), `${a} ${b} ${c} ${d}`).toBeLessThan(1e-9);
    }
  });

  test('equals a sum with 50 digits to 1e-10 relative up to 1e9 rows a cell', () => {
    for (const [a, b, c, d, pValue] of knownValues<FisherCase>('fisher-large')) {
      expect(relativeError(fisherExact(a, b, c, d), pValue), `${a} ${b} ${c} ${d}`).toBeLessThan(1e-10);
    }
  });

  test('equals counting tables, exact ties of probability included', () => {
    const cell = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const expected = (a + b) * (c + d) * (a + c) * (b + d) === 0 ? 1 : byCounting(a, b, c, d);
        expect(fisherExact(a, b, c, d)).toBeCloseTo(expected, 12);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('does not change, to the last digits, when rows or columns are swapped or the table is turned', () => {
    const cell = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const p = fisherExact(a, b, c, d);
        for (const turned of [fisherExact(c, d, a, b), fisherExact(b, a, d, c), fisherExact(a, c, b, d)]) {
          expect(relativeError(turned, p)).toBeLessThan(1e-10);
        }
      }),
      { seed: 2 },
    );
  });

  test('is 1 when a row or a column is empty', () => {
    expect(fisherExact(0, 0, 3, 4)).toBe(1);
    expect(fisherExact(3, 0, 4, 0)).toBe(1);
    expect(fisherExact(0, 0, 0, 0)).toBe(1);
  });

  test('refuses counts that are not whole', () => {
    expect(() => fisherExact(1.5, 1, 1, 1)).toThrow('got 1.5, 1, 1, 1');
    expect(() => fisherExact(1, 1, -1, 1)).toThrow('got 1, 1, -1, 1');
  });
});

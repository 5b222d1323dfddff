import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Band } from '../../../shared/stats/ks-band.ts';
import { shareOutside } from '../../../shared/stats/ks-outside-band.ts';
import { relativeError } from '../../known-values/known-values.ts';

/** From the definition: the recursion over every cell of the lattice, row by row. */
function overEveryCell({ m, n, width }: Band): number {
  const left = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      const isOutside = Math.abs(n * i - m * j) >= width;
      const before = j === 0 ? 0 : left[j - 1]! * j;
      left[j] = isOutside ? 1 : (left[j]! * i + before) / Math.max(i + j, 1);
    }
  }
  return left[n]!;
}

/** Bands of `deviations` standard errors of D, on lattices of up to `rows` rows a side. */
function bands(rows: number, deviations: number): fc.Arbitrary<Band> {
  return fc
    .record({
      m: fc.integer({ min: 2, max: rows }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      z: fc.double({ min: 0, max: deviations, noNaN: true }),
    })
    .map(({ m, share, z }) => {
      const n = 1 + Math.floor(share * (m - 2));
      return { m, n, width: Math.max(1, Math.min(m * n, Math.round(z * Math.sqrt(m * n * (m + n))))) };
    });
}

describe('shareOutside', () => {
  test('equals the recursion over every cell, for small lattices and bands of any width', () => {
    for (let m = 2; m <= 12; m++) {
      for (let n = 1; n < m; n++) {
        for (let width = 1; width <= m * n; width++) expectDefinition({ m, n, width });
      }
    }
  });

  test('equals it where most of the band is left out, down to 1e-300', () => {
    fc.assert(fc.property(bands(1_200, 18.5), expectDefinition), { seed: 1, numRuns: 60 });
  });

  test('equals it where the strips along the edges have just met', () => {
    fc.assert(fc.property(bands(1_200, 4), expectDefinition), { seed: 2, numRuns: 60 });
  });

  test('is 1 when no cell of a diagonal is inside', () => {
    expect(shareOutside({ m: 10_000, n: 9_999, width: 1 })).toBe(1);
    expect(shareOutside({ m: 7, n: 1, width: 3 })).toBe(1);
  });

  test('is two orders of all when only one sample wholly before the other is outside', () => {
    expect(shareOutside({ m: 3, n: 2, width: 6 })).toBeCloseTo(2 / 10, 15);
    expect(shareOutside({ m: 10_000, n: 1, width: 10_000 })).toBeCloseTo(2 / 10_001, 15);
  });
});

function expectDefinition(band: Band): void {
  const actual = shareOutside(band);
  expect(relativeError(actual, overEveryCell(band)), JSON.stringify({ ...band, actual })).toBeLessThan(1e-13);
  expect(actual).toBeLessThanOrEqual(1);
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jensenShannonDistance } from '../../../shared/stats/jensen-shannon.ts';
import { populationStabilityIndex } from '../../../shared/stats/psi.ts';
import { wassersteinDistance } from '../../../shared/stats/wasserstein.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';

type Case = [a: number[], b: number[], distance: number];

describe('jensenShannonDistance', () => {
  test('equals scipy.spatial.distance.jensenshannon with base 2', () => {
    for (const [p, q, expected] of knownValues<Case>('jensen-shannon')) {
      // SciPy's square root turns a rounding error of 1e-16 into 1e-8 where the two are equal.
      const squares = jensenShannonDistance(p, q) ** 2 - expected ** 2;
      expect(Math.abs(squares)).toBeLessThan(1e-15);
    }
  });

  test('is 0 for equal shares and 1 without a common bin', () => {
    expect(jensenShannonDistance([1, 2, 3], [2, 4, 6])).toBe(0);
    expect(jensenShannonDistance([1, 0, 0], [0, 4, 6])).toBeCloseTo(1, 15);
  });

  test('keeps its digits for shares that are close', () => {
    // For shares ½ ± e against ½ ∓ e the divergence is 2e²/ln 2 to first order.
    const distance = jensenShannonDistance([500_000_001, 499_999_999], [499_999_999, 500_000_001]);
    expect(relativeError(distance, 1e-9 * Math.sqrt(2 / Math.LN2))).toBeLessThan(1e-9);
  });

  test('is the same both ways and between 0 and 1', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(counts, (pairs) => {
        const p = [...pairs.map(([x]) => x), 1];
        const q = [...pairs.map(([, y]) => y), 1];
        const distance = jensenShannonDistance(p, q);
        expect(distance).toBeCloseTo(jensenShannonDistance(q, p), 14);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
      }),
      { seed: 1 },
    );
  });
});

describe('populationStabilityIndex', () => {
  test('is Σ (q − p)·ln(q/p)', () => {
    expect(populationStabilityIndex([50, 50], [75, 25])).toBeCloseTo(0.25 * Math.log(3), 14);
    expect(populationStabilityIndex([3, 7], [30, 70])).toBeCloseTo(0, 15);
  });

  test('counts a bin that is empty on one side as half a row there', () => {
    const expected = (0.005 - 0.5) * Math.log(0.005 / 0.5) + (1 - 0.5) * Math.log(1 / 0.5);
    expect(populationStabilityIndex([50, 50], [0, 100])).toBeCloseTo(expected, 14);
    expect(populationStabilityIndex([0, 100], [50, 50])).toBeCloseTo(expected, 14);
  });

  test('ignores bins that are empty on both sides', () => {
    expect(populationStabilityIndex([50, 0, 50], [75, 0, 25])).toBe(
      populationStabilityIndex([50, 50], [75, 25]),
    );
  });
});

describe('wassersteinDistance', () => {
  test('equals scipy.stats.wasserstein_distance', () => {
    for (const [a, b, expected] of knownValues<Case>('wasserstein')) {
      expect(relativeError(wassersteinDistance(a, b), expected)).toBeLessThan(1e-12);
    }
  });

  test('of equally many values is the mean distance between the sorted samples', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, (pairs) => {
        const a = pairs.map(([x]) => x).sort((x, y) => x - y);
        const b = pairs.map(([, y]) => y).sort((x, y) => x - y);
        const mean = a.reduce((sum, x, i) => sum + Math.abs(x - b[i]!), 0) / a.length;
        expect(wassersteinDistance(a, b)).toBeCloseTo(mean, 10);
      }),
      { seed: 2 },
    );
  });

  test('refuses an empty sample and values that are not finite', () => {
    expect(() => wassersteinDistance([], [1])).toThrow('first sample has none');
    expect(() => wassersteinDistance([1], [Number.POSITIVE_INFINITY])).toThrow('second sample holds others');
    expect(() => wassersteinDistance([Number.NaN], [1])).toThrow('first sample holds others');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/stats/random.ts';
import { baselineQuantile, batchQuantile } from '../../../shared/tally/quantile.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

const ascending = (values: readonly number[]) => [...Float64Array.from(values, (x) => x + 0).sort()];
const empty = new Float64Array(0);

describe('baselineQuantile(feature, q)', () => {
  it.each([
    // numpy.quantile([1, 2, 4, 8, 16], q), NumPy 2.3
    [0, 1],
    [0.1, 1.4],
    [0.25, 2],
    [0.5, 4],
    [0.9, 12.8],
    [1, 16],
  ])('q = %d of 1, 2, 4, 8, 16 is %d', (q, expected) => {
    expect(baselineQuantile(numericFeature([16, 1, 4, 2, 8]), q)).toBeCloseTo(expected, 12);
  });

  it('counts ties', () => {
    expect(baselineQuantile(numericFeature([1, 1, 1, 1, 9]), 0.5)).toBe(1);
  });

  it('does not interpolate between infinities', () => {
    expect(baselineQuantile(numericFeature([-Infinity, Infinity]), 0.4)).toBe(-Infinity);
    expect(baselineQuantile(numericFeature([0, Infinity]), 0.6)).toBe(Infinity);
    expect(baselineQuantile(numericFeature([-1e308, 1e308]), 0.5)).toBe(0);
  });

  it('is null without values', () => {
    expect(baselineQuantile(numericFeature([]), 0.5)).toBeNull();
  });

  it('refuses a q outside 0 to 1', () => {
    expect(() => baselineQuantile(numericFeature([1]), 50)).toThrow('from 0 to 1, not 50');
  });
});

describe('batchQuantile(feature, tally, sampleValues, q)', () => {
  it('is exact for a batch that the sample holds whole', () => {
    fc.assert(
      fc.property(
        sampleOfNumbers,
        sampleOfNumbers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (base, batch, q) => {
          const feature = numericFeature(base);
          const { x, sampleValues } = tallyOf(feature, batch);
          expect(batchQuantile(feature, x, sampleValues, q)).toBe(baselineQuantile(numericFeature(batch), q));
        },
      ),
      seeded,
    );
  });

  it('is exact from the counters alone while new values are counted one by one', () => {
    fc.assert(
      fc.property(
        sampleOfNumbers,
        sampleOfNumbers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (base, batch, q) => {
          const feature = numericFeature(base);
          const { x } = tallyOf(feature, batch);
          expect(batchQuantile(feature, x, empty, q)).toBe(baselineQuantile(numericFeature(batch), q));
        },
      ),
      seeded,
    );
  });

  it('is within 1/64 of an order statistic, and within its gap, from the sketch', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, fc.nat(59), (base, batch, pick) => {
        const feature = numericFeature(base);
        const { x } = tallyOf(feature, batch);
        const sorted = ascending(batch);
        const rank = pick % sorted.length;
        const exact = sorted[rank]!;
        fc.pre(exact === 0 || Math.abs(exact) > 1e-300);
        const q = sorted.length === 1 ? 0 : rank / (sorted.length - 1);
        fc.pre(q * (sorted.length - 1) === rank);
        const estimate = batchQuantile(feature, { ...x, newValues: null }, empty, q)!;
        if (!Number.isFinite(exact) || feature.values.includes(exact)) expect(estimate).toBe(exact);
        else expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(Math.abs(exact) / 64);
        expect(estimate).toBeGreaterThanOrEqual(
          feature.values.findLast((value) => value <= exact) ?? -Infinity,
        );
        expect(estimate).toBeLessThanOrEqual(feature.values.find((value) => value >= exact) ?? Infinity);
      }),
      seeded,
    );
  });

  it('stays between two baseline values that are closer than a bin of the sketch is wide', () => {
    const feature = numericFeature([100.3, 100.5]);
    const { x } = tallyOf(feature, [50, 100.4, 100.4, 200]);
    for (const q of [1 / 3, 0.5, 2 / 3]) {
      const estimate = batchQuantile(feature, { ...x, newValues: null }, empty, q);
      expect(Math.abs(estimate! - 100.4)).toBeLessThan(0.1);
    }
  });

  it('follows a million-fold unit change of a long batch', () => {
    const random = seededRandom(8);
    const feature = numericFeature(Array.from({ length: 500 }, () => 10 + random.normal()));
    const batch = Array.from({ length: 20_000 }, () => 1e6 * (10 + random.normal()));
    const { x, sampleValues } = tallyOf(feature, batch);
    for (const q of [0.05, 0.5, 0.95]) {
      const exact = baselineQuantile(numericFeature(batch), q)!;
      expect(Math.abs(batchQuantile(feature, x, sampleValues, q)! / exact - 1)).toBeLessThan(0.001);
    }
  });

  it('is null without values', () => {
    const feature = numericFeature([1, 2]);
    const { x, sampleValues } = tallyOf(feature, [Number.NaN]);
    expect(batchQuantile(feature, x, sampleValues, 0.5)).toBeNull();
  });
});

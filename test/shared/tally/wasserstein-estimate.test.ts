import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/stats/random.ts';
import { wassersteinDistance } from '../../../shared/stats/wasserstein.ts';
import { wassersteinEstimate } from '../../../shared/tally/wasserstein-estimate.ts';
import { seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

const estimateOf = (baseline: readonly number[], batch: readonly number[], valuesMax = Infinity) => {
  const feature = numericFeature(baseline, { valuesMax });
  return wassersteinEstimate(feature, tallyOf(feature, batch, 9).x);
};

const finite = fc.array(
  fc.oneof(fc.integer({ min: -6, max: 6 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  { minLength: 1, maxLength: 50 },
);

describe('wassersteinEstimate(feature, tally)', () => {
  it('brackets the distance by the definition, the estimate within', () => {
    fc.assert(
      fc.property(finite, finite, (baseline, batch) => {
        const exact = wassersteinDistance(baseline, batch);
        const { estimate, low, high } = estimateOf(baseline, batch)!;
        // The definition rounds as well.
        const rounding = 1e-12 * exact;
        expect(low).toBeLessThanOrEqual(exact + rounding);
        expect(high).toBeGreaterThanOrEqual(exact - rounding);
        expect(estimate).toBeGreaterThanOrEqual(low);
        expect(estimate).toBeLessThanOrEqual(high);
      }),
      seeded,
    );
  });

  it('brackets it for a reduced profile too', () => {
    fc.assert(
      fc.property(finite, finite, fc.integer({ min: 2, max: 9 }), (baseline, batch, valuesMax) => {
        const exact = wassersteinDistance(baseline, batch);
        const { low, high } = estimateOf(baseline, batch, valuesMax)!;
        expect(low).toBeLessThanOrEqual(exact * (1 + 1e-12));
        expect(high).toBeGreaterThanOrEqual(exact * (1 - 1e-12));
      }),
      seeded,
    );
  });

  it('is exact where every batch value is a baseline value or the curves do not cross', () => {
    expect(estimateOf([0, 1, 3], [5, 6, 8])?.estimate).toBeCloseTo(5, 12);
    const ties = estimateOf([1, 2, 3, 4], [1, 1, 4, 4])!;
    expect(ties.estimate).toBeCloseTo(wassersteinDistance([1, 2, 3, 4], [1, 1, 4, 4]), 12);
    expect(ties.high - ties.low).toBeLessThan(1e-12);
  });

  it('is within 0.6 % for two similar samples of a thousand', () => {
    const random = seededRandom(2);
    const baseline = Array.from({ length: 1_000 }, () => random.normal());
    const batch = Array.from({ length: 1_000 }, () => 1.1 * random.normal());
    const exact = wassersteinDistance(baseline, batch);
    expect(Math.abs(estimateOf(baseline, batch)!.estimate / exact - 1)).toBeLessThan(0.006);
  });

  it('survives an offset that is huge beside the distance', () => {
    const baseline = Array.from({ length: 100 }, (_, i) => 1e12 + i);
    const batch = baseline.map((x) => x + 0.5);
    const { low, high } = estimateOf(baseline, batch)!;
    expect(low).toBeLessThanOrEqual(0.5);
    expect(high).toBeGreaterThanOrEqual(0.5);
    expect(high - low).toBeLessThan(0.1);
  });

  it.each([
    ['the baseline is empty', [], [1]],
    ['the batch is empty', [1], [Number.NaN]],
    ['the baseline holds an infinity', [1, Infinity], [1]],
    ['the batch holds an infinity', [1], [-Infinity]],
    ['the distance overflows', [-1.7e308], [1.7e308]],
  ])('is null when %s', (_, baseline, batch) => {
    expect(estimateOf(baseline, batch)).toBeNull();
  });
});

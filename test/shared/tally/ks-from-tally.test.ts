import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoSampleKs } from '../../../shared/stats/ks-definition.ts';
import { ksFromSlots } from '../../../shared/stats/ks-statistic.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { cellsOfNumbers, sampleOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

const present = (cells: readonly number[]) => cells.filter((x) => !Number.isNaN(x)).map((x) => x + 0);

function distanceFromTally(
  baseline: readonly number[],
  batch: readonly number[],
  valuesMax = Infinity,
): number {
  const feature = numericFeature(baseline, { valuesMax });
  const { x } = tallyOf(feature, batch, 7);
  return ksFromSlots(feature.cumulative, x.slots, feature.count, x.count).statistic;
}

describe('the KS distance from a tally', () => {
  it('equals the definition on the full samples: ties, zeros, infinities, missing cells', () => {
    fc.assert(
      fc.property(sampleOfNumbers, cellsOfNumbers, (baseline, batch) => {
        fc.pre(present(batch).length > 0);
        const { statistic } = twoSampleKs(present(baseline), present(batch));
        expect(distanceFromTally(baseline, batch)).toBe(statistic);
      }),
      seeded,
    );
  });

  it.each([
    ['one value each, equal', [1], [1]],
    ['one value each, different', [1], [2]],
    ['a constant baseline', [5, 5, 5], [4, 5, 6]],
    ['a constant batch', [4, 5, 6], [5, 5, 5]],
    ['a batch above the range', [1, 2, 3], [7, 8, 9]],
    ['a batch below the range', [1, 2, 3], [-7, -8]],
    ['infinities alone', [-Infinity, Infinity], [Infinity, Infinity]],
    ['both zeros', [-0, 0, 1], [0, -0, -0]],
  ])('equals the definition for %s', (_, baseline, batch) => {
    const { statistic } = twoSampleKs(present(baseline), present(batch));
    expect(distanceFromTally(baseline, batch)).toBe(statistic);
  });

  it('stays within the reduction error of a reduced profile', () => {
    fc.assert(
      fc.property(
        sampleOfNumbers,
        sampleOfNumbers,
        fc.integer({ min: 2, max: 12 }),
        (baseline, batch, valuesMax) => {
          const { reductionError } = numericFeature(baseline, { valuesMax });
          const { statistic } = twoSampleKs(present(baseline), present(batch));
          const error = Math.abs(distanceFromTally(baseline, batch, valuesMax) - statistic);
          expect(error).toBeLessThanOrEqual(reductionError + 1e-15);
        },
      ),
      seeded,
    );
  });

  it('is off by at most a thousandth when 50,000 values are reduced to 1,000', () => {
    const random = seededRandom(5);
    const baseline = Array.from({ length: 50_000 }, () => random.normal());
    const batch = Array.from({ length: 3_000 }, () => random.normal() + 0.2);
    const feature = numericFeature(baseline, { valuesMax: 1_000 });
    expect(feature.values.length).toBe(1_000);
    expect(feature.reductionError).toBeLessThan(0.00102);
    const error = distanceFromTally(baseline, batch, 1_000) - twoSampleKs(baseline, batch).statistic;
    expect(Math.abs(error)).toBeLessThanOrEqual(feature.reductionError);
  });
});

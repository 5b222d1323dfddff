import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ksFromSlots } from '../../../shared/stats/ks-statistic.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { cumulativeCurve } from '../../../shared/tally/cumulative-curve.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

function curveOf(baseline: readonly number[], batch: readonly number[]) {
  const feature = numericFeature(baseline);
  const { x, sampleValues } = tallyOf(feature, batch);
  return { feature, x, curve: cumulativeCurve(feature, x, sampleValues) };
}

const shareUpTo = (values: readonly number[], edge: number) =>
  values.filter((value) => value <= edge).length / values.length;

describe('cumulativeCurve(feature, tally, sampleValues)', () => {
  it('equals counting the samples directly for a batch that the sample holds whole', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const { curve } = curveOf(baseline, batch);
        fc.pre(curve !== null);
        expect(curve.baseline).toEqual(curve.x.map((edge) => expect.closeTo(shareUpTo(baseline, edge), 12)));
        expect(curve.current).toEqual(curve.x.map((edge) => expect.closeTo(shareUpTo(batch, edge), 12)));
      }),
      seeded,
    );
  });

  it('ascends in x, and its widest place is D', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const { feature, x, curve } = curveOf(baseline, batch);
        fc.pre(curve !== null);
        expect(curve.x.every((edge, i) => i === 0 || edge > curve.x[i - 1]!)).toBe(true);
        const { statistic } = ksFromSlots(feature.cumulative, x.slots, feature.count, x.count);
        const gap = curve.widest === null ? 0 : Math.abs(curve.widest.baseline - curve.widest.current);
        expect(gap).toBeCloseTo(statistic, 12);
      }),
      seeded,
    );
  });

  it('reaches beyond the baseline, where a long batch is known by its sketch', () => {
    const random = seededRandom(8);
    const baseline = Array.from({ length: 1_000 }, () => random.normal());
    const batch = Array.from({ length: 20_000 }, () => 10 + 2 * random.normal());
    const { curve } = curveOf(baseline, batch);
    expect(curve!.x.at(-1)).toBe(Math.max(...batch));
    expect(curve!.current.at(-1)).toBe(1);
    const middle = curve!.x.findIndex((edge) => edge >= 10);
    expect(curve!.current[middle]).toBeCloseTo(0.5, 1);
    expect(curve!.x.length).toBeLessThanOrEqual(323);
  });

  it('is nothing where a side has no finite value', () => {
    expect(curveOf([1, 2], []).curve).toBeNull();
    expect(curveOf([Infinity], [Infinity]).curve).toBeNull();
  });
});

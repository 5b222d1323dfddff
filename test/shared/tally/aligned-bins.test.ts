import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelBins, numericBins } from '../../../shared/tally/aligned-bins.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';
import { levelFeature, levelTallyOf, numericFeature, tallyOf } from './fixtures.ts';

function binsOf(baseline: readonly number[], batch: readonly number[]) {
  const feature = numericFeature(baseline);
  const bins = numericBins(feature, tallyOf(feature, batch).x);
  if (bins.kind !== 'numeric') throw new TypeError('numeric bins expected');
  return bins;
}

const countInBins = (edges: readonly number[], values: readonly number[]) =>
  [...edges, Infinity].map(
    (edge, i) => values.filter((x) => x <= edge && (i === 0 || x > edges[i - 1]!)).length,
  );

describe('numericBins(feature, tally)', () => {
  it('equals counting the samples directly, on edges at finite baseline values', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const { edges, baseline: before, current } = binsOf(baseline, batch);
        expect(before).toEqual(countInBins(edges, baseline));
        expect(current).toEqual(countInBins(edges, batch));
        expect(edges.length).toBeLessThanOrEqual(9);
        expect(edges.every((edge) => Number.isFinite(edge) && baseline.some((x) => x + 0 === edge))).toBe(
          true,
        );
      }),
      seeded,
    );
  });

  it('makes ten bins of a tenth each', () => {
    const baseline = Array.from({ length: 100 }, (_, i) => i + 1);
    const bins = binsOf(baseline, [0, 10, 11, 1000]);
    expect(bins.edges).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(bins.baseline).toEqual(Array(10).fill(10));
    expect(bins.current).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('gives a frequent largest value a bin of its own', () => {
    expect(binsOf([1, 2, ...Array(18).fill(3)], [3])).toMatchObject({ edges: [2], baseline: [2, 18] });
  });

  it('sees what lies above a constant baseline', () => {
    expect(binsOf([7, 7, 7], [7, 8, 6])).toEqual({
      kind: 'numeric',
      edges: [7],
      baseline: [3, 0],
      current: [2, 1],
    });
  });

  it('has a single bin for a baseline without values', () => {
    expect(binsOf([], [1, 2])).toEqual({ kind: 'numeric', edges: [], baseline: [0], current: [2] });
  });
});

describe('levelBins(feature, tally)', () => {
  const feature = levelFeature({ rare: 1, common: 9, middle: 4 });

  it('orders levels by baseline count', () => {
    expect(levelBins(feature, levelTallyOf(feature, ['rare', 'common', null, 'rare']))).toEqual({
      kind: 'levels',
      levels: ['common', 'middle', 'rare'],
      baseline: [9, 4, 1],
      current: [1, 0, 2],
    });
  });

  it('gathers new levels under null', () => {
    expect(levelBins(feature, levelTallyOf(feature, ['new', 'newer', 'rare']))).toMatchObject({
      levels: ['common', 'middle', 'rare', null],
      baseline: [9, 4, 1, 0],
      current: [0, 0, 1, 2],
    });
  });
});

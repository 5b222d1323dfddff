import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/stats/random.ts';
import { numericPicture } from '../../../shared/tally/picture.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

function pictureOf(baseline: readonly number[], batch: readonly number[]) {
  const feature = numericFeature(baseline);
  const { x, sampleValues } = tallyOf(feature, batch);
  return numericPicture(feature, x, sampleValues);
}

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);

const shareUpTo = (x: number, values: readonly number[]) =>
  values.filter((value) => value <= x).length / values.length;

const sharesIn = (edges: readonly number[], values: readonly number[]) =>
  edges.slice(1).map((edge, i) => values.filter((x) => x > edges[i]! && x <= edge).length / values.length);

describe('numericPicture(feature, tally, sampleValues)', () => {
  it('equals counting the samples directly for a batch that the sample holds whole', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const picture = pictureOf(baseline, batch);
        fc.pre(picture !== null);
        expect(picture.edges.length).toBeLessThanOrEqual(25);
        const closeTo = (shares: number[]) => shares.map((share) => expect.closeTo(share, 12));
        expect(picture.baseline).toEqual(closeTo(sharesIn(picture.edges, baseline)));
        expect(picture.current).toEqual(closeTo(sharesIn(picture.edges, batch)));
        expect(sum(picture.baseline) + picture.outside.baseline).toBeCloseTo(1, 12);
        expect(sum(picture.current) + picture.outside.current).toBeCloseTo(1, 12);
        const first = picture.edges[0]!;
        expect(picture.below).toEqual({
          baseline: expect.closeTo(shareUpTo(first, baseline), 12),
          current: expect.closeTo(shareUpTo(first, batch), 12),
        });
      }),
      seeded,
    );
  });

  it('names the place where the cumulative distributions are farthest apart: there is D', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const picture = pictureOf(baseline, batch);
        fc.pre(picture !== null);
        const gaps = [...baseline, ...batch].map((x) =>
          Math.abs(shareUpTo(x, baseline) - shareUpTo(x, batch)),
        );
        const { widest } = picture;
        if (widest === null && !baseline.every(Number.isFinite)) return; // it is at infinity
        if (widest == null) {
          expect(Math.max(...gaps)).toBeCloseTo(0, 12);
          return;
        }
        expect(Math.abs(widest.baseline - widest.current)).toBeCloseTo(Math.max(...gaps), 12);
        expect(baseline).toContain(widest.x);
      }),
      seeded,
    );
  });

  it('is close to direct counting for a long batch, within and beyond the baseline', () => {
    const random = seededRandom(4);
    const baseline = Array.from({ length: 1_000 }, () => random.normal());
    const batch = Array.from({ length: 20_000 }, () => 3 + 2 * random.normal());
    const picture = pictureOf(baseline, batch)!;
    sharesIn(picture.edges, batch).forEach((share, i) => {
      expect(Math.abs(picture.current[i]! - share)).toBeLessThan(0.003);
    });
    expect(picture.outside.current).toBeLessThan(0.01);
  });

  it('is not squeezed by one wild value among many', () => {
    const baseline = [...Array.from({ length: 200 }, (_, i) => i / 10), 1e9];
    const { edges } = pictureOf(baseline, baseline)!;
    expect(edges.at(-1)).toBeLessThan(25);
  });

  it('gives whole numbers bars of whole width, so that each bar holds as many of them', () => {
    const ages = Array.from({ length: 400 }, (_, i) => 14 + (i % 40));
    const picture = pictureOf(ages, ages)!;
    expect(picture.edges.slice(0, 3)).toEqual([13.5, 15.5, 17.5]);
    expect(new Set(picture.baseline.map((share) => share.toFixed(6)))).toEqual(new Set(['0.050000']));
  });

  it('draws one bar around a single value', () => {
    expect(pictureOf([0.5, 0.5], [0.5])).toEqual({
      edges: [0.495, 0.505],
      baseline: [1],
      current: [1],
      outside: { baseline: 0, current: 0 },
      below: { baseline: 0, current: 0 },
      widest: null,
    });
  });

  it('counts infinities as outside', () => {
    const picture = pictureOf([1, 2, 3, Infinity], [-Infinity, 2])!;
    expect(picture.outside).toEqual({ baseline: 0.25, current: 0.5 });
    expect(picture.edges.every(Number.isFinite)).toBe(true);
  });

  it('spans the finite values where infinities are many', () => {
    const halves = Array.from({ length: 120 }, (_, i) =>
      i % 2 === 0 ? i / 7 : i % 4 === 1 ? Infinity : -Infinity,
    );
    const picture = pictureOf(halves, halves)!;
    expect(picture.outside).toEqual({ baseline: 0.5, current: 0.5 });
  });

  it('shows the other side where one has no value', () => {
    expect(pictureOf([1, 2], [Number.NaN])?.current).toEqual([0, 0]);
    expect(pictureOf([], [1, 2])?.baseline).toEqual([0, 0]);
  });

  it.each([
    ['no finite value', [Infinity], [-Infinity]],
    ['a range beyond all doubles', [-1.7e308], [1.7e308]],
    ['no value', [], []],
  ])('is null for %s', (_, baseline, batch) => {
    expect(pictureOf(baseline, batch)).toBeNull();
  });
});

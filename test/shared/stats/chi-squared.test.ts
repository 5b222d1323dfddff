import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquaredHomogeneity } from '../../../shared/stats/chi-squared.ts';
import { chiSquaredStatistic } from '../../../shared/stats/chi-squared-statistic.ts';
import { cramersV } from '../../../shared/stats/cramers-v.ts';
import { mergedShare, mergeRareLevels } from '../../../shared/stats/merge-levels.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';

type TableCase = [baseline: number[], current: number[], statistic: number, pValue: number, cramersV: number];

const cases = knownValues<TableCase>('chi-squared');

describe('chiSquaredHomogeneity', () => {
  test('equals scipy.stats.chi2_contingency without continuity correction', () => {
    for (const [baseline, current, statistic, pValue] of cases) {
      const actual = chiSquaredHomogeneity(baseline, current);
      expect(actual.levels).toBe(baseline.length);
      expect(actual.degreesOfFreedom).toBe(baseline.length - 1);
      expect(relativeError(actual.statistic, statistic)).toBeLessThan(1e-12);
      expect(relativeError(actual.pValue, pValue), `${baseline.length} levels, p ${pValue}`).toBeLessThan(
        1e-11,
      );
    }
  });

  test('the known values reach p = 1e-280', () => {
    expect(cases.filter(([, , , p]) => p > 0 && p < 1e-280).length).toBeGreaterThanOrEqual(3);
  });

  test('tests the merged table', () => {
    const { levels, merged, statistic } = chiSquaredHomogeneity([50, 44, 4, 2], [60, 34, 2, 4]);
    expect(levels).toBe(3);
    expect(statistic).toBe(chiSquaredStatistic(merged.baseline, merged.current));
  });

  test('one level is no evidence', () => {
    expect(chiSquaredHomogeneity([50, 0], [7, 0])).toMatchObject({
      pValue: 1,
      degreesOfFreedom: 0,
      levels: 1,
    });
  });
});

describe('cramersV', () => {
  test('equals scipy.stats.contingency.association', () => {
    for (const [baseline, current, , , v] of cases) expect(cramersV(baseline, current)).toBeCloseTo(v, 12);
  });

  test('is 1 without a common level and 0 for equal shares', () => {
    expect(cramersV([5, 0], [0, 9])).toBe(1);
    expect(cramersV([5, 10], [10, 20])).toBe(0);
  });
});

describe('mergeRareLevels', () => {
  test('gathers levels with a pooled expected count under 5 in the smaller sample', () => {
    // 100 rows a side: 10 pooled rows are 5 expected, 9 are 4.5.
    expect(mergeRareLevels([60, 5, 30, 5], [60, 5, 31, 4]).groups).toEqual([[0], [2], [1, 3]]);
  });

  test('lets the next smallest level join while the merged group is itself rare', () => {
    expect(mergeRareLevels([80, 12, 6, 2], [80, 12, 6, 2]).groups).toEqual([[0], [1], [2, 3]]);
  });

  test('leaves rare levels alone when together they are not', () => {
    expect(mergeRareLevels([40, 50, 4, 3, 3], [40, 50, 4, 3, 3]).groups).toEqual([[0], [1], [2, 3, 4]]);
  });

  test('never goes below two groups: two levels stay apart however rare, and of many rare ones the largest', () => {
    expect(mergeRareLevels([199, 1], [200, 0]).groups).toEqual([[0], [1]]);
    expect(mergeRareLevels([2, 3, 1], [1, 2, 1]).groups).toEqual([[1], [0, 2]]);
  });

  test('counts an entry that stands for several levels as rare whatever its rows', () => {
    expect(mergeRareLevels([50, 40, 0, 10], [40, 30, 20, 10], 2).groups).toEqual([[0], [1], [3], [2]]);
    expect(mergeRareLevels([50, 40, 0, 4], [40, 30, 20, 4], 2).groups).toEqual([[0], [1], [2, 3]]);
  });

  test('drops levels without rows', () => {
    expect(mergeRareLevels([50, 0, 50], [50, 0, 50]).groups).toEqual([[0], [2]]);
  });

  const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 1,
    maxLength: 30,
  });
  const bothSides = counts.filter((pairs) => pairs.some(([b]) => b > 0) && pairs.some(([, c]) => c > 0));

  test('keeps every row and leaves no rare group unless only two are left', () => {
    fc.assert(
      fc.property(bothSides, (pairs) => {
        const [b, c] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const { baseline, current, groups } = mergeRareLevels(b, c);
        const [m, n] = [total(b), total(c)];
        expect([total(baseline), total(current)]).toEqual([m, n]);
        expect(groups.flat().sort((x, y) => x - y)).toEqual(
          b.map((_, i) => i).filter((i) => b[i]! + c[i]! > 0),
        );
        if (groups.length <= 2) return;
        for (const [i, count] of baseline.entries()) {
          expect(((count + current[i]!) * Math.min(m, n)) / (m + n)).toBeGreaterThanOrEqual(5);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('decides by pooled counts alone: moving rows between the sides, totals kept, keeps the groups', () => {
    expect(mergeRareLevels([50, 44, 6, 0], [60, 34, 0, 6]).groups).toEqual(
      mergeRareLevels([55, 39, 3, 3], [55, 39, 3, 3]).groups,
    );
  });

  test('refuses lists of different lengths and a side without rows', () => {
    expect(() => mergeRareLevels([1, 2], [3])).toThrow('2 baseline levels need as many current ones, got 1');
    expect(() => mergeRareLevels([1, 2], [0, 0])).toThrow('got 3 and 0');
  });
});

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('mergedShare', () => {
  test('is the pooled share of the merged levels, 0 where none are merged', () => {
    expect(mergedShare(mergeRareLevels([50, 44, 4, 2], [60, 34, 2, 4]))).toBe(12 / 200);
    expect(mergedShare(mergeRareLevels([50, 50], [60, 40]))).toBe(0);
  });
});

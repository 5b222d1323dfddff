import { describe, expect, test } from 'vitest';
import type { LevelFeatureProfile } from '../../../../shared/profile/profile.ts';
import { levelCounts, testedLevels } from '../../../../shared/report/verdict/level-counts.ts';
import { matters } from '../../../../shared/report/verdict/level-effect.ts';
import { testDistribution } from '../../../../shared/report/verdict/test-distribution.ts';
import { chiSquaredHomogeneity } from '../../../../shared/stats/chi-squared.ts';
import { addLevels, emptyLevelTally } from '../../../../shared/tally/level-tally.ts';
import type { LevelTally } from '../../../../shared/tally/tally.ts';

type Rows = Readonly<Record<string, number>>;

function baselineOf(rows: Rows): LevelFeatureProfile {
  const levels = Object.keys(rows);
  const counts = Object.values(rows);
  const count = counts.reduce((sum, x) => sum + x, 0);
  return {
    name: 'city',
    type: 'categorical',
    count,
    missing: 0,
    unparsable: { count: 0, examples: [] },
    levels,
    counts,
  };
}

function tallyOf(feature: LevelFeatureProfile, rows: Rows): LevelTally {
  const tally = emptyLevelTally(feature, true);
  for (const [level, count] of Object.entries(rows)) addLevels(tally, feature, Array(count).fill(level));
  return tally;
}

const each = (count: number, prefix: string, rows: number): Rows =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, rows]));

const baseline = baselineOf({ Ayr: 300, Bath: 200, Cork: 60, Deal: 9 });

describe('testedLevels', () => {
  test('keeps new levels apart, sorted by name, where a description gathers them', () => {
    const tally = tallyOf(baseline, { Ayr: 3, York: 1, Hull: 2 });
    expect(testedLevels(baseline, tally)).toEqual({
      baseline: [300, 200, 60, 9, 0, 0],
      current: [3, 0, 0, 0, 2, 1],
      gathered: -1,
    });
    expect(levelCounts(baseline, tally)).toEqual({
      baseline: [300, 200, 60, 9, 0],
      current: [3, 0, 0, 0, 3],
    });
  });

  test('gathers only what a tally did not keep by name', () => {
    const { current, gathered } = testedLevels(baseline, tallyOf(baseline, each(150, 'new ', 2)));
    expect(current).toHaveLength(4 + 100 + 1);
    expect(gathered).toBe(104);
    expect(current[gathered]).toBe(100);
  });
});

describe('levels that the baseline does not have', () => {
  const found = (feature: LevelFeatureProfile, rows: Rows) => {
    const settings = { alpha: 0.05, minEffect: 0.1, rule: 'significant-and-material' } as const;
    const { pValue, effect } = testDistribution(feature, tallyOf(feature, rows), { settings, features: 30 });
    return pValue < 0.05 / 30 && matters(effect);
  };

  test('are no drift when the baseline has as many levels as rare as they are', () => {
    // 60 hamlets of 0.1 % each: of 569 rows 34 are from one of them, and some 34 hamlets have none.
    const sampled = baselineOf({
      Ayr: 300,
      Bath: 235,
      ...each(18, 'hamlet once ', 1),
      ...each(8, 'twice ', 2),
    });
    const all = { Ayr: 52_700, Bath: 41_300, ...each(18, 'hamlet once ', 100), ...each(8, 'twice ', 100) };
    const batch = { ...all, ...each(34, 'new ', 100) };
    const gathered = levelCounts(sampled, tallyOf(sampled, batch));
    expect(chiSquaredHomogeneity(gathered.baseline, gathered.current).pValue).toBeLessThan(1e-4);
    expect(found(sampled, batch)).toBe(false);
  });

  test('are drift when one of them is frequent, or when they replace the others', () => {
    expect(found(baseline, { Ayr: 500, Bath: 330, Cork: 100, Deal: 15, York: 50 })).toBe(true);
    expect(found(baseline, each(500, 'moved ', 2))).toBe(true);
  });
});

import type { Settings } from '../../config/settings.ts';
import type { FeatureProfile, LevelFeatureProfile, NumericFeatureProfile } from '../../profile/profile.ts';
import { type ChiSquared, chiSquaredHomogeneity } from '../../stats/chi-squared.ts';
import { smallestDetectableKs, smallestDetectableLevels } from '../../stats/detectable.ts';
import { ksFloor } from '../../stats/effects.ts';
import { fisherExact } from '../../stats/fisher-exact.ts';
import { ksPValue } from '../../stats/ks-p-value.ts';
import { type KsStatistic, ksFromSlots } from '../../stats/ks-statistic.ts';
import { mergedShare } from '../../stats/merge-levels.ts';
import { rareLevelsPValue } from '../../stats/rare-levels.ts';
import { totalVariation } from '../../stats/total-variation.ts';
import { ksOfTally } from '../../tally/ks-of-tally.ts';
import type { FeatureTally, LevelTally, NumericTally } from '../../tally/tally.ts';
import type { Effect, FeatureReport } from '../report.ts';
import { discreteSlots } from './discrete-slots.ts';
import { testedLevels } from './level-counts.ts';
import { levelEffect, variationThatMatters } from './level-effect.ts';

/** What one feature's distributions say before p-values are adjusted for the other features. */
export interface DistributionTest extends Pick<FeatureReport, 'test' | 'method' | 'statistic' | 'pValue'> {
  readonly effect: Effect;
  readonly minDetectable: number | null;
  /** False where one side has no value at all: nothing was compared, and nothing enters the correction. */
  readonly tested: boolean;
}

/** The settings that bear on one feature's test, with the number of features tested beside it. */
export interface TestContext {
  readonly settings: Pick<Settings, 'alpha' | 'minEffect' | 'rule'>;
  readonly features: number;
}

/**
 * Compares one feature's distribution in the batch with the baseline's: two-sample KS for numbers, chi-squared
 * or Fisher's exact test for levels. Under `plain-ks` discrete numbers are compared by KS as well.
 */
export function testDistribution(
  feature: FeatureProfile,
  tally: FeatureTally,
  context: TestContext,
): DistributionTest {
  if (feature.type === 'numeric') {
    if (tally.kind !== 'numeric')
      throw new TypeError(`${feature.name}: a numeric feature needs a numeric tally`);
    return testNumbers(feature, tally, context);
  }
  if (tally.kind !== 'level')
    throw new TypeError(`${feature.name}: a ${feature.type} feature needs a level tally`);
  return context.settings.rule === 'plain-ks'
    ? testDiscreteKs(feature, tally, context)
    : testLevels(feature, tally, context);
}

function testNumbers(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  context: TestContext,
): DistributionTest {
  return testKs(feature.count, tally.count, () => ksOfTally(feature, tally), context);
}

/** @param ks called when both sides have values */
function testKs(
  m: number,
  n: number,
  ks: () => KsStatistic,
  { settings, features }: TestContext,
): DistributionTest {
  const threshold = ksThreshold(settings, features, m);
  const effect = { name: 'ks-distance', threshold } as const;
  if (m === 0 || n === 0)
    return { test: 'ks', method: 'exact', ...nothingTested, effect: { ...effect, value: 0 } };
  const { statistic } = ks();
  return {
    test: 'ks',
    ...ksPValue(statistic, m, n),
    statistic,
    effect: { ...effect, value: statistic },
    minDetectable: smallestDetectableKs({
      baselineRows: m,
      currentRows: n,
      features,
      alpha: settings.alpha,
      minEffect: threshold,
    }),
    tested: true,
  };
}

function testDiscreteKs(
  feature: LevelFeatureProfile,
  tally: LevelTally,
  context: TestContext,
): DistributionTest {
  const { cumulative, slots } = discreteSlots(feature, tally);
  const n = slots.reduce((rows, more) => rows + more, 0);
  return testKs(feature.count, n, () => ksFromSlots(cumulative, slots, feature.count, n), context);
}

/** D from which a drift matters: the setting, or the floor below which the baseline itself is too small to tell. */
export function ksThreshold(settings: TestContext['settings'], features: number, m: number): number {
  if (settings.rule === 'plain-ks') return 0;
  return m === 0 ? settings.minEffect : Math.max(settings.minEffect, ksFloor(features, m));
}

function testLevels(
  feature: LevelFeatureProfile,
  tally: LevelTally,
  { settings, features }: TestContext,
): DistributionTest {
  const { baseline, current, gathered } = testedLevels(feature, tally);
  const effect = levelEffect(baseline, current, settings.minEffect);
  if (feature.count === 0 || tally.count === 0) {
    return { test: 'chi-squared', method: 'asymptotic', ...nothingTested, effect };
  }
  const chi = chiSquaredHomogeneity(baseline, current, gathered);
  const smallest = smallestDetectableLevels({
    baselineRows: feature.count,
    currentRows: tally.count,
    features,
    alpha: settings.alpha,
    levels: Math.max(2, chi.levels),
    hidden: mergedShare(chi.merged),
    minEffect: variationThatMatters(baseline, current, settings.minEffect),
  });
  // No total variation is larger.
  const minDetectable = smallest <= 1 ? smallest : null;
  return {
    effect,
    minDetectable,
    tested: true,
    ...significance(chi, rareLevelsTest(baseline, current, gathered, chi)),
  };
}

type Significance = Pick<DistributionTest, 'test' | 'method' | 'statistic' | 'pValue'>;

/** Where levels were merged, the better of both views counts, and its p-value is doubled for the choice. */
function significance(chi: ChiSquared, rare: Significance | null): Significance {
  const merged = mergedLevelsTest(chi);
  if (rare === null) return merged;
  const better = rare.pValue < merged.pValue ? rare : merged;
  return { ...better, pValue: Math.min(1, 2 * better.pValue) };
}

/** Chi-squared on the merged levels, or Fisher's exact test where two are left. */
function mergedLevelsTest({ levels, merged, statistic, pValue }: ChiSquared): Significance {
  if (levels !== 2) return { test: 'chi-squared', method: 'asymptotic', statistic, pValue };
  const [a = 0, b = 0] = merged.baseline;
  const [c = 0, d = 0] = merged.current;
  return {
    test: 'fisher',
    method: 'exact',
    statistic: totalVariation(merged.baseline, merged.current),
    pValue: fisherExact(a, b, c, d),
  };
}

/** Each of the merged levels by itself; null where none was merged with another. */
function rareLevelsTest(
  baseline: readonly number[],
  current: readonly number[],
  gathered: number,
  { merged }: ChiSquared,
): Significance | null {
  const last = merged.groups.at(-1) ?? [];
  if (last.length < 2) return null;
  const levels = last.filter((level) => level !== gathered);
  return {
    test: 'fisher',
    method: 'exact',
    statistic: totalVariation(baseline, current),
    pValue: rareLevelsPValue(baseline, current, levels),
  };
}

const nothingTested = { statistic: 0, pValue: 1, minDetectable: null, tested: false } as const;

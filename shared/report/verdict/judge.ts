import { VALUES_MIN } from '../../config/limits.ts';
import type { Settings } from '../../config/settings.ts';
import type { BaselineProfile, FeatureProfile } from '../../profile/profile.ts';
import { adjustPValues } from '../../stats/multiple-testing.ts';
import type { FeatureTally, Tally } from '../../tally/tally.ts';
import { absentLabel } from './absent-label.ts';
import { matters } from './level-effect.ts';
import { isNumber } from './plain-rule.ts';
import { type DistributionTest, testDistribution } from './test-distribution.ts';
import { type MissingTest, testMissing } from './test-missing.ts';

/** One feature on its way through the verdict. */
interface Candidate {
  /** Position among the profile's features, and so in every tally and sample row. */
  readonly index: number;
  readonly feature: FeatureProfile;
  readonly tally: FeatureTally;
  readonly distribution: DistributionTest;
  readonly missing: MissingTest;
}

/** A candidate after the correction for testing many features at once. */
export interface Judged extends Candidate {
  readonly pAdjusted: number;
  readonly missingPAdjusted: number | null;
  readonly distributionDrifted: boolean;
  readonly missingDrifted: boolean;
}

/**
 * Tests every feature and decides which drifted. Missing rates share the correction with the distributions:
 * corrected apart, they would multiply false alarms.
 */
export function judge(profile: BaselineProfile, tally: Tally, settings: Settings): Judged[] {
  const candidates = testFeatures(profile, tally, settings);
  const plain = settings.rule === 'plain-ks';
  const valuesMin = plain ? 1 : VALUES_MIN;
  const distributionTests = candidates.filter((c) => c.distribution.tested);
  const missingTests = plain ? [] : candidates.filter((c) => c.missing.pValue !== null);
  const adjusted = adjustPValues(
    [...distributionTests.map((c) => c.distribution.pValue), ...missingTests.map((c) => c.missing.pValue!)],
    plain ? 'none' : settings.correction,
  );
  const distributionAdjusted = new Map(distributionTests.map((c, i) => [c, adjusted[i]!]));
  const missingAdjusted = new Map(missingTests.map((c, i) => [c, adjusted[distributionTests.length + i]!]));
  return candidates.map((candidate) => {
    const { distribution, missing } = candidate;
    const pAdjusted = distributionAdjusted.get(candidate) ?? 1;
    const missingPAdjusted = missingAdjusted.get(candidate) ?? null;
    return {
      ...candidate,
      pAdjusted,
      missingPAdjusted,
      distributionDrifted:
        distribution.tested &&
        candidate.tally.count >= valuesMin &&
        pAdjusted < settings.alpha &&
        matters(distribution.effect),
      missingDrifted:
        missingPAdjusted !== null &&
        tally.rows >= valuesMin &&
        missingPAdjusted < settings.alpha &&
        missing.effect !== null &&
        matters(missing.effect),
    };
  });
}

function testFeatures(profile: BaselineProfile, tally: Tally, settings: Settings): Candidate[] {
  const label = absentLabel(profile, tally, settings);
  const pairs = profile.features
    .map((feature, index) => ({
      index,
      feature,
      tally: allMissingIfAbsent(tally.features[index]!, tally.rows),
    }))
    .filter(({ index }) => index !== label)
    .filter(({ feature, tally }) => feature.count + tally.count > 0)
    .filter(({ feature }) => settings.rule !== 'plain-ks' || isNumber(feature.type));
  const context = { settings, features: pairs.length };
  return pairs.map((pair) => ({
    ...pair,
    distribution: testDistribution(pair.feature, pair.tally, context),
    missing: testMissing(pair.feature, pair.tally, settings.minEffect),
  }));
}

/** A column that is not there has no value in any row: its missing rate tells, like that of an empty column. */
function allMissingIfAbsent(tally: FeatureTally, rows: number): FeatureTally {
  return tally.present ? tally : { ...tally, missing: rows };
}

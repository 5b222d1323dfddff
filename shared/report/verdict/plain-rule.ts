import type { Settings } from '../../config/settings.ts';
import type { FeatureProfile } from '../../profile/profile.ts';
import type { FeatureTally } from '../../tally/tally.ts';
import type { Report } from '../report.ts';
import { type DistributionTest, type TestContext, testDistribution } from './test-distribution.ts';

/** The p-value below which the plain rule calls a feature drifted. */
const PLAIN_RULE_ALPHA = 0.05;

/** A feature whose distributions have been tested. */
interface Tested {
  readonly feature: FeatureProfile;
  readonly tally: FeatureTally;
  readonly distribution: DistributionTest;
}

/**
 * What the literal rule would have said: each numeric feature, raw p < 0.05, nothing else. It is printed beside
 * every verdict, because it is what people know, and because on clean data it alarms on most batches.
 */
export function plainRule(tests: readonly Tested[], settings: Settings): Report['summary']['plainRule'] {
  const context = { settings: { ...settings, rule: 'plain-ks' as const }, features: tests.length };
  const numbers = tests
    .filter(({ feature }) => isNumber(feature.type))
    .map((test) => ksTest(test, context))
    .filter(({ tested }) => tested);
  return {
    tested: numbers.length,
    drifted: numbers.filter(({ pValue }) => pValue < PLAIN_RULE_ALPHA).length,
    // Rounded: 3 × 0.05 is 0.15000000000000002.
    expectedByChance: Math.round(numbers.length * PLAIN_RULE_ALPHA * 100) / 100,
  };
}

/** An exact p-value is the costliest figure of a report: what the verdict has already computed is taken from there. */
function ksTest({ feature, tally, distribution }: Tested, context: TestContext): DistributionTest {
  return feature.type === 'numeric' ? distribution : testDistribution(feature, tally, context);
}

/** True for the types that KS can order. */
export const isNumber = (type: string): boolean => type === 'numeric' || type === 'discrete';

import type { Settings } from '../config/settings.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import type { Tally } from '../tally/tally.ts';
import type { Report } from './report.ts';
import { testDistribution } from './test-distribution.ts';

/** The p-value below which the plain rule calls a feature drifted. */
export const PLAIN_RULE_ALPHA = 0.05;

/**
 * What the literal rule would have said: each numeric feature, raw p < 0.05, nothing else. It is printed beside
 * every verdict, because it is what people know, and because on clean data it alarms on most batches.
 */
export function plainRule(
  profile: BaselineProfile,
  tally: Tally,
  settings: Settings,
): Report['summary']['plainRule'] {
  const context = { settings: { ...settings, rule: 'plain-ks' as const }, features: profile.features.length };
  let tested = 0;
  let drifted = 0;
  profile.features.forEach((feature, i) => {
    if (!isNumber(feature.type)) return;
    const result = testDistribution(feature, tally.features[i]!, context);
    if (!result.tested) return;
    tested += 1;
    if (result.pValue < PLAIN_RULE_ALPHA) drifted += 1;
  });
  return { tested, drifted, expectedByChance: tested * PLAIN_RULE_ALPHA };
}

/** True for the types that KS can order. */
export const isNumber = (type: string): boolean => type === 'numeric' || type === 'discrete';

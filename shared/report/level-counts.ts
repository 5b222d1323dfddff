import type { LevelFeatureProfile } from '../profile/profile.ts';
import type { LevelTally } from '../tally/tally.ts';

/** Rows of each level on both sides, in the profile's order; levels new to the baseline are one last entry. */
export interface LevelCounts {
  readonly baseline: number[];
  readonly current: number[];
}

/**
 * New levels are compared as one. Split up they would only be merged again for their small expected counts, and
 * gathered they give the same total variation and a verdict that does not depend on how many names a tally kept.
 */
export function levelCounts(feature: LevelFeatureProfile, tally: LevelTally): LevelCounts {
  const baseline = [...feature.counts];
  const current = Array.from(tally.counts);
  if (tally.newCount > 0) {
    baseline.push(0);
    current.push(tally.newCount);
  }
  return { baseline, current };
}

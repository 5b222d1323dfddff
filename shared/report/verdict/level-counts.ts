import type { LevelFeatureProfile } from '../../profile/profile.ts';
import type { LevelTally } from '../../tally/tally.ts';

/** Rows of each level on both sides, in the profile's order, then levels new to the baseline. */
export interface LevelCounts {
  readonly baseline: number[];
  readonly current: number[];
}

/** Counts to describe: levels new to the baseline are one last entry. */
export function levelCounts(feature: LevelFeatureProfile, tally: LevelTally): LevelCounts {
  return withNewLevels(feature, tally, tally.newCount > 0 ? [tally.newCount] : []);
}

/** Counts to test, with the index of the entry that gathers many levels, or -1 where none does. */
export interface TestedLevels extends LevelCounts {
  readonly gathered: number;
}

/**
 * Counts to test: every new level is an entry of its own. Gathered they would be a level chosen because no baseline
 * row has it, and every baseline lacks some rare levels that a large batch has: such a "level" differs significantly
 * in batches that are as they should be. Only those beyond the named ones (NEW_CATEGORIES_MAX) are gathered.
 *
 * Sorted by name, so that the counts do not depend on the order of the rows.
 */
export function testedLevels(feature: LevelFeatureProfile, tally: LevelTally): TestedLevels {
  const named = [...tally.newLevels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rows]) => rows);
  const unnamed = tally.newCount - named.reduce((sum, rows) => sum + rows, 0);
  const counts = withNewLevels(feature, tally, unnamed > 0 ? [...named, unnamed] : named);
  return { ...counts, gathered: unnamed > 0 ? counts.current.length - 1 : -1 };
}

function withNewLevels(
  { counts }: LevelFeatureProfile,
  tally: LevelTally,
  newLevels: readonly number[],
): LevelCounts {
  return {
    baseline: [...counts, ...newLevels.map(() => 0)],
    current: [...tally.counts, ...newLevels],
  };
}

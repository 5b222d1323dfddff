import type { LevelFeatureProfile } from '../profile/profile.ts';
import { NewLevels } from './new-levels.ts';
import type { LevelTally } from './tally.ts';

const indexes = new WeakMap<LevelFeatureProfile, ReadonlyMap<string, number>>();

/** Position of each level of the profile, built on first use and kept as long as the feature is. */
function levelIndexOf(feature: LevelFeatureProfile): ReadonlyMap<string, number> {
  let index = indexes.get(feature);
  if (index === undefined) {
    index = new Map(feature.levels.map((level, position) => [level, position]));
    indexes.set(feature, index);
  }
  return index;
}

export function emptyLevelTally(feature: LevelFeatureProfile, isPresent: boolean): LevelTally {
  return {
    kind: 'level',
    present: isPresent,
    count: 0,
    missing: 0,
    unparsable: { count: 0, examples: [] },
    counts: new Float64Array(feature.levels.length),
    newCount: 0,
    newLevels: new Map(),
  };
}

/** Adds a block's cells (null is missing) to the tally. O(rows). */
export function addLevels(
  tally: LevelTally,
  feature: LevelFeatureProfile,
  values: readonly (string | null)[],
): void {
  const index = levelIndexOf(feature);
  const newLevels = new NewLevels(tally.newLevels);
  let missing = 0;
  for (const level of values) {
    if (level === null) {
      missing++;
      continue;
    }
    const position = index.get(level);
    if (position !== undefined) {
      tally.counts[position]!++;
    } else {
      tally.newCount++;
      newLevels.add(level, 1);
    }
  }
  tally.missing += missing;
  tally.count += values.length - missing;
}

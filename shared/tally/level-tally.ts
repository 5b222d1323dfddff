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
    counts: new Uint32Array(feature.levels.length),
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
  const adder = new LevelAdder(tally, feature);
  for (const level of values) adder.add(level, 1);
}

/** Adds rows to a tally, level by level. */
export class LevelAdder {
  readonly #tally: LevelTally;
  readonly #index: ReadonlyMap<string, number>;
  readonly #newLevels: NewLevels;

  constructor(tally: LevelTally, feature: LevelFeatureProfile) {
    this.#tally = tally;
    this.#index = levelIndexOf(feature);
    this.#newLevels = new NewLevels(tally.newLevels);
  }

  /** @param level null for missing */
  add(level: string | null, rows: number): void {
    const tally = this.#tally;
    if (level === null) {
      tally.missing += rows;
      return;
    }
    tally.count += rows;
    const position = this.#index.get(level);
    if (position !== undefined) {
      tally.counts[position]! += rows;
    } else {
      tally.newCount += rows;
      this.#newLevels.add(level, rows);
    }
  }
}

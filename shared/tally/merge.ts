import { NEW_VALUES_MAX } from '../config/limits.ts';
import type { ReadNotice } from '../csv/blocks.ts';
import { mergeUnparsable } from '../csv/unparsable-cells.ts';
import { NewLevels } from './new-levels.ts';
import { mergeSamples } from './row-sample.ts';
import { sumOf } from './sorted-counts.ts';
import type { FeatureTally, LevelTally, NumericTally, Tally } from './tally.ts';

/**
 * The tally of a batch from the tallies of two parts of it, against the same profile. Everything but `gapSums`
 * (sums of doubles) equals the tally of the whole bit for bit, however the batch was split. Neither argument is
 * changed. O(distinct baseline values).
 *
 * @throws RangeError when the tallies were made against different profiles
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  if (a.features.length !== b.features.length) {
    throw new RangeError(
      `Tallies of ${a.features.length} and ${b.features.length} features do not add up: make both against the same profile.`,
    );
  }
  return {
    rows: a.rows + b.rows,
    features: a.features.map((feature, f) => mergeFeatures(feature, b.features[f]!, f)),
    sample: mergeSamples(a.sample, b.sample),
    extraColumns: [...new Set([...a.extraColumns, ...b.extraColumns])],
    notices: distinctNotices([...a.notices, ...b.notices]),
  };
}

function mergeFeatures(a: FeatureTally, b: FeatureTally, position: number): FeatureTally {
  if (a.kind === 'numeric' && b.kind === 'numeric' && a.slots.length === b.slots.length) {
    return mergeNumeric(a, b);
  }
  if (a.kind === 'level' && b.kind === 'level' && a.counts.length === b.counts.length) {
    return mergeLevel(a, b);
  }
  throw new RangeError(
    `Feature ${position + 1} is ${shape(a)} in one tally and ${shape(b)} in the other: make both against the same profile.`,
  );
}

const shape = (tally: FeatureTally) =>
  tally.kind === 'numeric' ? `numeric with ${tally.slots.length} slots` : `${tally.counts.length} levels`;

const mergeCounts = (a: FeatureTally, b: FeatureTally) => ({
  present: a.present || b.present,
  count: a.count + b.count,
  missing: a.missing + b.missing,
  unparsable: mergeUnparsable(a.unparsable, b.unparsable),
});

const mergeNumeric = (a: NumericTally, b: NumericTally): NumericTally => ({
  kind: 'numeric',
  ...mergeCounts(a, b),
  slots: a.slots.map((rows, i) => rows + b.slots[i]!),
  gapSums: a.gapSums.map((sum, i) => addSums(sum, b.gapSums[i]!)),
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  sketch: sumOf(a.sketch, b.sketch),
  newValues: mergeNewValues(a.newValues, b.newValues),
});

/** A sum that overflowed stays an infinity: two of opposite signs would make NaN, which JSON cannot carry. */
const addSums = (a: number, b: number) => (Number.isFinite(a) ? (Number.isFinite(b) ? a + b : b) : a);

function mergeNewValues(
  a: NumericTally['newValues'],
  b: NumericTally['newValues'],
): NumericTally['newValues'] {
  if (a === null || b === null) return null;
  const merged = sumOf(a, b);
  return merged.keys.length > NEW_VALUES_MAX ? null : merged;
}

function mergeLevel(a: LevelTally, b: LevelTally): LevelTally {
  const newLevels = new Map(a.newLevels);
  const kept = new NewLevels(newLevels);
  for (const [level, rows] of b.newLevels) kept.add(level, rows);
  return {
    kind: 'level',
    ...mergeCounts(a, b),
    counts: a.counts.map((rows, i) => rows + b.counts[i]!),
    newCount: a.newCount + b.newCount,
    newLevels,
  };
}

function distinctNotices(notices: readonly ReadNotice[]): ReadNotice[] {
  const seen = new Map(
    notices.map((notice) => [JSON.stringify([notice.code, notice.column, notice.message]), notice]),
  );
  return [...seen.values()];
}

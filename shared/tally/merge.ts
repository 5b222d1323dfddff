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
export const mergeTallies = (a: Tally, b: Tally): Tally =>
  addTally({ ...a, features: a.features.map(withOwnCounters) }, b);

const withOwnCounters = (feature: FeatureTally): FeatureTally =>
  feature.kind === 'numeric'
    ? { ...feature, slots: feature.slots.slice(), gapSums: feature.gapSums.slice() }
    : { ...feature, counts: feature.counts.slice() };

/**
 * What `mergeTallies` comes to, for who needs `sum` no more: its counters, much the largest of a tally, become those of the
 * result. `more` is not changed; but of a feature that the reader of `sum` left to that of `more` (`ColumnExchange`) the result
 * has the counters of `more`, which is used up as well.
 *
 * @throws RangeError when the tallies were made against different profiles
 */
export function addTally(sum: Tally, more: Tally): Tally {
  if (sum.features.length !== more.features.length) {
    throw new RangeError(
      `Tallies of ${sum.features.length} and ${more.features.length} features do not add up: make both against the same profile.`,
    );
  }
  return {
    rows: sum.rows + more.rows,
    features: sum.features.map((feature, f) => mergeFeatures(feature, more.features[f]!, f)),
    sample: mergeSamples(sum.sample, more.sample),
    extraColumns: [...new Set([...sum.extraColumns, ...more.extraColumns])],
    notices: distinctNotices([...sum.notices, ...more.notices]),
  };
}

function mergeFeatures(a: FeatureTally, b: FeatureTally, position: number): FeatureTally {
  if (a.kind === 'numeric' && b.kind === 'numeric') {
    if (a.slots.length === b.slots.length || b.slots.length === 0) return mergeNumeric(a, b);
    // Its reader has left the feature to another (`ColumnExchange`).
    if (a.slots.length === 0)
      return mergeNumeric({ ...a, slots: b.slots, gapSums: b.gapSums }, { ...b, ...NO_COUNTERS });
  }
  if (a.kind === 'level' && b.kind === 'level' && a.counts.length === b.counts.length) {
    return mergeLevel(a, b);
  }
  throw new RangeError(
    `Feature ${position + 1} is ${shape(a)} in one tally and ${shape(b)} in the other: make both against the same profile.`,
  );
}

const NO_COUNTERS = { slots: new Uint32Array(0), gapSums: new Float64Array(0) };

const shape = (tally: FeatureTally) =>
  tally.kind === 'numeric' ? `numeric with ${tally.slots.length} slots` : `${tally.counts.length} levels`;

const mergeCounts = (a: FeatureTally, b: FeatureTally) => ({
  present: a.present || b.present,
  count: a.count + b.count,
  missing: a.missing + b.missing,
  unparsable: mergeUnparsable(a.unparsable, b.unparsable),
});

function mergeNumeric(a: NumericTally, b: NumericTally): NumericTally {
  const { slots, gapSums } = a;
  addAll(slots, b.slots);
  addSums(gapSums, b.gapSums);
  return {
    kind: 'numeric',
    ...mergeCounts(a, b),
    slots,
    gapSums,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    sketch: sumOf(a.sketch, b.sketch),
    newValues: mergeNewValues(a.newValues, b.newValues),
  };
}

/** A sum that overflowed stays an infinity: two of opposite signs would make NaN, which JSON cannot carry. */
function addSums(sums: Float64Array, more: Float64Array): void {
  for (let i = 0; i < more.length; i++) {
    const sum = sums[i]! + more[i]!;
    if (!Number.isNaN(sum)) sums[i] = sum;
  }
}

function addAll(counts: Uint32Array, more: Uint32Array): void {
  for (let i = 0; i < more.length; i++) counts[i]! += more[i]!;
}

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
  const { counts } = a;
  addAll(counts, b.counts);
  return {
    kind: 'level',
    ...mergeCounts(a, b),
    counts,
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

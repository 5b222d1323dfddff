import type { LevelFeatureProfile } from '../../profile/profile.ts';
import type { LevelTally } from '../../tally/tally.ts';

/**
 * A discrete number's levels as the counts that KS needs: cumulative baseline counts by value, and a slot for
 * each value and gap (layout: `NumericTally.slots`). Levels new to the baseline go to the gap they lie in; those
 * beyond the named ones (NEW_CATEGORIES_MAX) are left out, which the plain rule alone can meet.
 */
export function discreteSlots(
  feature: LevelFeatureProfile,
  tally: LevelTally,
): { cumulative: Uint32Array; slots: Uint32Array } {
  const values = feature.levels.map(Number);
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const cumulative = new Uint32Array(values.length);
  const slots = new Uint32Array(2 * values.length + 1);
  let total = 0;
  order.forEach((level, i) => {
    total += feature.counts[level]!;
    cumulative[i] = total;
    slots[2 * i + 1] = tally.counts[level]!;
  });
  const sorted = order.map((level) => values[level]!);
  for (const [level, count] of tally.newLevels) {
    const above = sorted.findIndex((value) => value > Number(level));
    const gap = above === -1 ? sorted.length : above;
    slots[2 * gap] = slots[2 * gap]! + count;
  }
  return { cumulative, slots };
}

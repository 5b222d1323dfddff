import type { Settings } from '../../config/settings.ts';
import type { BaselineProfile } from '../../profile/profile.ts';
import type { Tally } from '../../tally/tally.ts';
import { sameSpelling } from '../../text/same-spelling.ts';

/**
 * The column that is most likely the label although nobody said so, as its position among the profile's features,
 * or null. Training data ends (or begins) with the answer and production data does not have it: where no label is
 * known and exactly one column is absent from the batch, the last or the first, that one is taken for it. Any
 * other column that is absent is one that the model misses; so is one whose type is declared, or that the batch has
 * under another spelling.
 */
export function absentLabel(profile: BaselineProfile, tally: Tally, settings: Settings): number | null {
  if (settings.label !== undefined || profile.others.some(({ role }) => role === 'label')) return null;
  const absent = tally.features.flatMap(({ present }, i) => (present ? [] : [i]));
  const [only] = absent;
  if (only === undefined || absent.length > 1) return null;
  const { name } = profile.features[only]!;
  const atAnEnd = only === profile.features.length - 1 || only === 0;
  const isRenamed = tally.extraColumns.some((extra) => sameSpelling(extra, name));
  return atAnEnd && !isRenamed && !Object.hasOwn(settings.types, name) ? only : null;
}

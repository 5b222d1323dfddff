import type { Settings } from '../../shared/config/settings.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';

/**
 * Settings that have a window read as an earlier baseline was: its columns keep their roles and their types, so that a
 * number of which few values were seen lately stays a number. What the settings themselves say wins, and what only
 * earlier settings said is forgotten. O(features).
 *
 * @param profile of the earlier baseline, and the settings that it was `madeWith`
 */
export function windowSettings(
  settings: Settings,
  { features, others }: BaselineProfile,
  madeWith: Settings,
): Settings {
  const named = (wanted: 'label' | 'id' | 'timestamp') =>
    settings[wanted] ?? others.find(({ role }) => role === wanted)?.name;
  const id = named('id');
  const said = new Set([...madeWith.ignore, madeWith.id]);
  // A column that named rows in a file of its own may repeat itself over several batches: it is no feature for that.
  const leftOut = others
    .filter(({ name, role }) => (role === 'ignored' || role === 'id') && name !== id && !said.has(name))
    .map(({ name }) => name);
  const inferred = features
    .filter(({ name }) => !Object.hasOwn(madeWith.types, name))
    .map(({ name, type }) => [name, type] as const);
  return {
    ...settings,
    label: named('label'),
    id,
    timestamp: named('timestamp'),
    ignore: [...new Set([...settings.ignore, ...leftOut])],
    types: { ...Object.fromEntries(inferred), ...settings.types },
  };
}

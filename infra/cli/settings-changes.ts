import type { Settings } from '../../shared/config/settings.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { shorten } from '../../shared/text/safe-text.ts';

/** No verdict depends on them. */
const IRRELEVANT: readonly string[] = [
  '$schema',
  'model',
  'retrain',
  'expectEvery',
] satisfies (keyof Settings)[];
const VALUE_CHARS_MAX = 120;

/**
 * What other settings change of how batches are judged, a line a setting.
 *
 * @param before the settings in force, more than one where they changed meanwhile
 * @example settingsChanges([{ …, minEffect: 0.1 }], { …, minEffect: 0.3 }) // ['minEffect: 0.1 → 0.3']
 */
export function settingsChanges(before: readonly Settings[], after: Settings): string[] {
  const names = new Set([...before, after].flatMap(Object.keys)) as Set<keyof Settings>;
  return [...names]
    .filter((name) => !IRRELEVANT.includes(name))
    .flatMap((name) => {
      const values = [...new Set(before.map((settings) => shown(settings[name])))];
      const next = shown(after[name]);
      if (values.every((value) => value === next)) return [];
      return [`${name}: ${values.map(cut).join(' or ')} → ${cut(next)}`];
    });
}

/** Nested settings are compared whole; the order of their keys means nothing. */
function shown(value: Settings[keyof Settings]): string {
  if (value === undefined) return 'not set';
  return typeof value === 'string' ? value : canonicalJson(value);
}

const cut = (value: string): string => shorten(value, VALUE_CHARS_MAX);

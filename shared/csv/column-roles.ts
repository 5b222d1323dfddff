import type { Settings } from '../config/settings.ts';
import { nearNames } from '../text/near-names.ts';
import { shorten } from '../text/safe-text.ts';
import { CsvError } from './csv-error.ts';

const ID_WORDS = new Set(['id', 'uuid', 'guid']);

/** Whole names, written without case, spaces, `_`, `-` and `.`. */
const ID_NAMES = new Set([
  ...['id', 'ids', 'uuid', 'guid', 'key', 'index', 'idx', 'pk'],
  ...['primarykey', 'rowkey', 'recordkey', 'rowindex', 'rownumber', 'rownum', 'rowno', 'recordnumber'],
]);

/** Things whose number is often written in one word: `userid`, `PATIENTID`. */
const RUN_TOGETHER_ID =
  /^(?:account|case|client|customer|device|employee|event|image|item|loan|machine|member|object|order|patient|product|record|row|sample|session|student|subject|transaction|user)id$/;

/** The nameless index column of `DataFrame.to_csv`, once more for each time the file was written and read; and of `to_parquet`. */
const UNNAMED_INDEX = /^(?:unnamed: 0(?:\.\d+)*|__index_level_\d+__)$/i;

/**
 * Whether a column is named like an identifier: `id`, `row_id`, `customerId`, `userid`, `uuid`, `key`, `index`,
 * `Unnamed: 0`; but not `humidity`, `paid`, `valid`, `body_mass_index`. A name alone proves nothing: leave a
 * column out only when its values are all distinct as well.
 */
export function looksLikeIdentifier(name: string): boolean {
  const trimmed = name.trim();
  const words = splitWords(trimmed);
  const joined = words.join('');
  return (
    ID_NAMES.has(joined) ||
    RUN_TOGETHER_ID.test(joined) ||
    UNNAMED_INDEX.test(trimmed) ||
    ID_WORDS.has(words[0] ?? '') ||
    ID_WORDS.has(words.at(-1) ?? '')
  );
}

/** `customerID_v2` → customer, id, v2. */
function splitWords(name: string): string[] {
  const words = isAscii(name) ? splitAscii(name) : splitUnicode(name);
  return words.filter((word) => word !== '');
}

const isAscii = (name: string): boolean => /^[ -~]*$/.test(name);

/** What `splitUnicode` does, without Unicode's tables: they take longer to look up than a small file to read. */
const splitAscii = (name: string): string[] =>
  name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/);

const splitUnicode = (name: string): string[] =>
  name
    .replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);

const LABEL_NAMES = new Set([
  ...['label', 'labels', 'target', 'class', 'y', 'outcome', 'diagnosis', 'ground_truth', 'groundtruth'],
  ...['y_true', 'class_label', 'target_class', 'true_label'],
]);

/** Whether a column is named like the answer of a model: an exact name in any case, such as `label` or `Class`. */
export function looksLikeLabel(name: string): boolean {
  return LABEL_NAMES.has(name.trim().toLowerCase());
}

/** Columns listed in a message. */
const LISTED_MAX = 30;

/**
 * Refuses settings that name a column (`label`, `id`, `timestamp`, `ignore`, `types`) that the file does not have.
 * The message names the nearest column and those there are. `file` is the file's name.
 *
 * @throws CsvError `unknown-column`
 */
export function requireDeclaredColumns(
  header: readonly string[],
  settings: Pick<Settings, 'label' | 'id' | 'timestamp' | 'ignore' | 'types'>,
  file: string,
): void {
  const known = new Set(header);
  const declared: [setting: string, name: string | undefined][] = [
    ['label', settings.label],
    ['id', settings.id],
    ['timestamp', settings.timestamp],
    ...settings.ignore.map((name): [string, string] => ['ignore', name]),
    ...Object.keys(settings.types).map((name): [string, string] => ['types', name]),
  ];
  for (const [setting, name] of declared) {
    if (name === undefined || known.has(name)) continue;
    const [nearest] = nearNames(name, header);
    const hint = nearest === undefined ? '' : `Did you mean "${shorten(nearest)}"? `;
    throw new CsvError({
      code: 'unknown-column',
      file,
      column: name,
      rule: `the setting "${setting}" names this column, and the file has none of that name`,
      wayOut: `${hint}Its columns are: ${listed(header)}`,
    });
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED_MAX).map((name) => shorten(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

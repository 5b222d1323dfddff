/**
 * Texts that mean "no value", beside the empty cell: the default `na_values` of pandas 2 and 3, so that a file
 * has the same missing cells here as in the notebook the model was made in. Case matters, as it does there.
 */
export const MISSING_TOKENS: ReadonlySet<string> = new Set([
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]);

const LONGEST = Math.max(...[...MISSING_TOKENS].map((token) => token.length));
const DIGIT_9 = 57;
const SPACE = 32;
const DELETE = 127;

/** A raw cell as a `TextBlock` holds it: trimmed, and `null` when empty or one of the missing tokens. O(length). */
export function cellText(raw: string): string | null {
  const text = mayHavePadding(raw) ? raw.trim() : raw;
  if (text.length === 0) return null;
  // Most cells are numbers, and no token ends in a digit: spare those the hash.
  if (text.length > LONGEST || text.charCodeAt(text.length - 1) <= DIGIT_9) return text;
  return MISSING_TOKENS.has(text) ? null : text;
}

function mayHavePadding(raw: string): boolean {
  const first = raw.charCodeAt(0);
  const last = raw.charCodeAt(raw.length - 1);
  return first <= SPACE || last <= SPACE || first >= DELETE || last >= DELETE;
}

/** Spaces inside what is read as one: `25 %`, `13.4 → 16.7`, `p < 0.001`, `66 rows`. */
const INSIDE_ONE = / (?=%|→|<|>|=|rows?\b)|(?<=[→<=>]) /gu;

export const NO_BREAK_SPACE = '\u00a0';

/**
 * Keeps numbers with their units, and both sides of an arrow, on one line.
 *
 * @example keepTogether('missing 0.2 % → 14 %') // 'missing 0.2 % → 14 %', only its first space breaks
 */
export function keepTogether(text: string): string {
  return text.replace(INSIDE_ONE, NO_BREAK_SPACE);
}

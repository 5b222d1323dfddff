const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** A short word before or after, or both: a currency, a unit, a per cent sign. */
const WITH_UNIT = /^(?=.*[^\d\s.,+-])[^\d\s.,+-]{0,4}\s?[+-]?\d[\d.,]*\s?[^\d\s.,]{0,8}$/;

/**
 * How to write cells so that they are read as numbers, when all of them show the same mistake; null otherwise.
 *
 * @example howToWriteNumbers(['12,5', '7,25']) // 'They look like decimal commas: write them with a point.'
 */
export function howToWriteNumbers(cells: readonly string[]): string | null {
  const all = (pattern: RegExp) => cells.length > 0 && cells.every((cell) => pattern.test(cell));
  if (all(GROUPED)) {
    return all(DECIMAL_COMMA)
      ? 'They look like thousands separators or decimal commas: write 1234 or 1.234, whichever is meant.'
      : 'They look like thousands separators: leave them out.';
  }
  if (all(DECIMAL_COMMA)) return 'They look like decimal commas: write them with a point.';
  return all(WITH_UNIT) ? 'Write the number alone, without sign or unit.' : null;
}

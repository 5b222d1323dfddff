/** A column is numeric when at least this share of its values are numbers: a few stray texts are errors, not levels. */
const NUMERIC_SHARE = 0.95;

/** Whether a column whose type is not declared is numeric. */
export function isMostlyNumbers({
  numbers,
  unparsable,
}: {
  readonly numbers: { readonly length: number };
  readonly unparsable: { readonly count: number };
}): boolean {
  return numbers.length > 0 && numbers.length >= NUMERIC_SHARE * (numbers.length + unparsable.count);
}

/** A single-precision number of up to this many digits is read back from them whatever they are. */
const SURE_DIGITS = 6;
/** With this many digits every single-precision number is told from its neighbours. */
const ALL_DIGITS = 9;
/** Up to here every integer is a single-precision number. */
const SURE_INTEGER = 2 ** 24;
/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/**
 * The fewest digits that read back as the same single-precision number, which is what people and CSV writers mean by it:
 * the nearest double of 0.1 in single precision is 0.10000000149011612, and a file with `0.1` would tie with none of its
 * values.
 *
 * @param value that single precision holds exactly
 * @example float32Text(Math.fround(0.1)) // '0.1'
 */
export function float32Text(value: number): string {
  if (!Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) <= SURE_INTEGER))
    return String(value);
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  for (let digits = SURE_DIGITS; digits <= ALL_DIGITS; digits++) {
    const shift = digits - 1 - magnitude;
    // Both steps are exact but for one rounding, so the double is the nearest one to these digits.
    const power = POWERS[shift];
    if (power === undefined) break;
    const candidate = Math.round(value * power) / power;
    if (Math.fround(candidate) === value) return String(candidate);
  }
  return shortestByText(value);
}

/** The same for very large and very small ones. */
function shortestByText(value: number): string {
  for (let digits = 1; digits < ALL_DIGITS; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(ALL_DIGITS)));
}

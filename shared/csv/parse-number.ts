const INFINITY = /^([+-]?)inf(?:inity)?$/i;
const DIGIT_9 = 57;

/**
 * Number of a cell's text: bit for bit `Number(text)`, but hexadecimal, octal, binary and empty text are no
 * numbers, and `inf` and `infinity` are, in any case and with a sign. NaN when the text is no number; thousands
 * separators, `_` and `%` make it none. O(length).
 *
 * @example parseNumber('1.5e3') // 1500
 * @example parseNumber('1,000') // NaN
 */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value)) {
    const match = INFINITY.exec(text.trim());
    return match === null ? Number.NaN : match[1] === '-' ? -Infinity : Infinity;
  }
  // `Number` reads '' as 0, and '0x1f', '0b1', '0o7', which alone have a letter after a leading zero other than e.
  if (value === 0 && text.trim() === '') return Number.NaN;
  if (text.charCodeAt(1) > DIGIT_9 || text.charCodeAt(0) <= 32 || text.charCodeAt(0) > 127) {
    return /^\s*0[box]/i.test(text) ? Number.NaN : value;
  }
  return value;
}

/**
 * Numbers as people write them. Rounded for reading: the JSON document keeps every digit.
 */

const MINUS = '−';
const DIGITS = 3;
const DIGITS_MAX = 9;

/**
 * A number as `Intl.NumberFormat('en-US')` writes it, whose making takes longer than a whole report. Halves, as the shortest
 * decimal has them, go away from zero.
 */
function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : `${MINUS}∞`;
  const size = String(Math.abs(value));
  const cut = size.indexOf('.') + 1 + decimals;
  // The double nearest to a half may be below it: one digit more puts it above.
  const isHalf = size.includes('.') && cut === size.length - 1 && size.endsWith('5');
  const [whole, fraction = ''] = Number(isHalf ? `${size}1` : size)
    .toFixed(decimals)
    .split('.') as [string, string?];
  const kept = fraction.replace(/0+$/, '');
  const text = `${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${kept === '' ? '' : `.${kept}`}`;
  return value < 0 && text !== '0' ? `${MINUS}${text}` : text;
}

function significant(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < Infinity && (size < 1e-4 || size >= 1e15)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
    return `${Number(mantissa)}e${Number(exponent)}`.replaceAll('-', MINUS);
  }
  const magnitude = size === 0 || size === Infinity ? 0 : Math.floor(Math.log10(size));
  return fixed(value, Math.max(0, digits - 1 - magnitude));
}

/**
 * A measurement with three significant digits; whole digits are never rounded away.
 *
 * @example formatNumber(13.37) // '13.4'
 * @example formatNumber(1234567.8) // '1,234,568'
 */
export function formatNumber(value: number): string {
  return significant(value, DIGITS);
}

/**
 * Two measurements with as many digits as it takes to tell them apart.
 *
 * @example formatNumberPair(1013.21, 1013.38) // ['1,013.2', '1,013.4']
 */
export function formatNumberPair(before: number, after: number): [string, string] {
  return tellApart(before, after, significant, DIGITS);
}

/**
 * A whole number with thousands separators.
 *
 * @example formatCount(12345) // '12,345'
 */
export function formatCount(value: number): string {
  return fixed(value, 0);
}

/** A share (0 to 1) in percent; never 0 % or 100 % when it is not quite. */
function percent(share: number, digits: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.01 && digits <= 2) return '< 0.01 %';
  const decimals = value === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  const text = fixed(value, decimals);
  if (text === '100' && share < 1) return `> ${fixed(100 - 10 ** -decimals, decimals)} %`;
  return `${text} %`;
}

/**
 * A share (0 to 1) in percent with two significant digits.
 *
 * @example formatShare(0.176) // '18 %'
 * @example formatShare(0.0023) // '0.23 %'
 */
export function formatShare(share: number): string {
  return percent(share, 2);
}

/**
 * Two shares with as many digits as it takes to tell them apart.
 *
 * @example formatSharePair(0.5012, 0.5038) // ['50.1 %', '50.4 %']
 */
export function formatSharePair(before: number, after: number): [string, string] {
  return tellApart(before, after, percent, 2);
}

/**
 * Relative change with its sign, or as a factor from tenfold on; `null` where there is no such thing: from 0,
 * from or to infinity, across 0.
 *
 * @example formatChange(13.4, 16.75) // '+25 %'
 * @example formatChange(1.7, 170) // '×100'
 */
export function formatChange(before: number, after: number): string | null {
  const ratio = after / before;
  if (!Number.isFinite(ratio) || !Number.isFinite(before) || ratio < 0 || ratio === 1) return null;
  if (ratio >= 10) return `×${formatNumber(ratio)}`;
  const change = formatShare(Math.abs(ratio - 1));
  const sign = ratio > 1 ? '+' : MINUS;
  return /^[<>]/.test(change) ? change.replace(' ', ` ${sign}`) : `${sign}${change}`;
}

/**
 * A p-value as papers print it.
 *
 * @example formatPValue(1e-30) // 'p < 0.001'
 * @example formatPValue(0.0314) // 'p = 0.031'
 */
export function formatPValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${significant(p, 2)}`;
}

/** Always two decimals, as the summary prints it: `16.67%`. */
export function formatDriftPercentage(percentage: number): string {
  return `${percentage.toFixed(2)}%`;
}

function tellApart(
  before: number,
  after: number,
  format: (value: number, digits: number) => string,
  digits: number,
): [string, string] {
  for (let d = digits; ; d++) {
    const pair: [string, string] = [format(before, d), format(after, d)];
    if (before === after || pair[0] !== pair[1] || d === DIGITS_MAX) return d === digits ? pair : align(pair);
  }
}

/** Near numbers are compared digit by digit, so `1.703 → 1.7` becomes `1.703 → 1.700`. */
function align(pair: [string, string]): [string, string] {
  const decimals = pair
    .map((text) => /^−?[\d,]+(?:\.(\d+))?(?: %)?$/.exec(text))
    .map((m) => m && (m[1] ?? '').length);
  const [a, b] = decimals;
  if (typeof a !== 'number' || typeof b !== 'number') return pair;
  const pad = (text: string, have: number) => {
    const zeros = '0'.repeat(Math.max(a, b) - have);
    return zeros === '' ? text : text.replace(/( %)?$/, `${have === 0 ? '.' : ''}${zeros}$1`);
  };
  return [pad(pair[0], a), pad(pair[1], b)];
}

export type TimeUnit = 'MILLIS' | 'MICROS' | 'NANOS';

const DAY_MS = 86_400_000;
const PER_MILLI: Readonly<Record<TimeUnit, bigint>> = { MILLIS: 1n, MICROS: 1_000n, NANOS: 1_000_000n };
const DIGITS: Readonly<Record<TimeUnit, number>> = { MILLIS: 3, MICROS: 6, NANOS: 9 };
const DAY_NANOS = 86_400_000_000_000n;
/** The Julian day on which 1970 begins. */
const JULIAN_1970 = 2_440_588n;
/** `.000Z` at the end of an ISO time. */
const MILLIS_CHARS = 5;

/** A day, counted from 1970-01-01. @example dateText(19_723) // '2024-01-01' */
export function dateText(days: number): string {
  return isoOf(days * DAY_MS)?.slice(0, -'T00:00:00.000Z'.length) ?? String(days);
}

/**
 * A moment in ISO 8601, with as many digits of a second as it has; `Z` only for one that is known to be in UTC.
 *
 * @param value units since 1970-01-01T00:00
 * @example timestampText(1_704_103_200_500n, 'MILLIS', true) // '2024-01-01T10:00:00.5Z'
 */
export function timestampText(value: bigint, unit: TimeUnit, utc: boolean): string {
  const perSecond = PER_MILLI[unit] * 1_000n;
  const part = ((value % perSecond) + perSecond) % perSecond;
  const iso = isoOf(Number((value - part) / PER_MILLI[unit]));
  if (iso === null) return String(value);
  return `${iso.slice(0, -MILLIS_CHARS)}${fraction(part, unit)}${utc ? 'Z' : ''}`;
}

/** Nanoseconds since 1970 of the deprecated INT96: a Julian day above 64 bits of nanoseconds. */
export function int96Nanos(value: bigint): bigint {
  return ((value >> 64n) - JULIAN_1970) * DAY_NANOS + BigInt.asUintN(64, value);
}

/** A time of day. @example timeText(36_000_000n, 'MILLIS') // '10:00:00' */
export function timeText(value: bigint, unit: TimeUnit): string {
  return timestampText(value, unit, false).replace('1970-01-01T', '');
}

function fraction(part: bigint, unit: TimeUnit): string {
  const digits = String(part).padStart(DIGITS[unit], '0').replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

/** `null` beyond the years that there are dates for. */
function isoOf(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

import type { FiveQuantiles } from './direction.ts';
import { formatNumber, formatShare } from './numbers.ts';

/** Factors between units that people mix up, as `production = factor × baseline`. */
const UNIT_FACTORS: readonly (readonly [factor: number, words: string])[] = [
  [1000, 'a unit a thousand times smaller, such as g for kg'],
  [0.001, 'a unit a thousand times larger, such as kg for g'],
  [100, 'a unit a hundred times smaller, such as cm for m, or per cent for a share'],
  [0.01, 'a unit a hundred times larger, such as m for cm, or a share for per cent'],
  [60, 'minutes for hours, or seconds for minutes'],
  [1 / 60, 'hours for minutes, or minutes for seconds'],
  [2.54, 'centimetres for inches'],
  [1 / 2.54, 'inches for centimetres'],
  [2.20462, 'pounds for kilograms'],
  [1 / 2.20462, 'kilograms for pounds'],
  [3.28084, 'feet for metres'],
  [1 / 3.28084, 'metres for feet'],
  [1.60934, 'kilometres for miles'],
  [1 / 1.60934, 'miles for kilometres'],
  [18.0182, 'mg/dL for mmol/L (glucose)'],
  [1 / 18.0182, 'mmol/L for mg/dL (glucose)'],
];

/** Quantile ratios within this of each other speak of one factor; sampling noise alone stays well within it. */
const RATIO_TOLERANCE = 0.03;
/** Quantile differences within this share of the spread of each other speak of one shift. */
const SHIFT_TOLERANCE = 0.1;
/** A value that takes at least this share of the batch, and at most half as much of the baseline, is stuck. */
const STUCK_SHARE = 0.3;

export interface FrequentValue {
  readonly value: number;
  readonly share: number;
}

/**
 * What a change of a number looks like, in words, or null. A guess from five quantiles and the most frequent
 * value, meant to send a person to the right place; the verdict never depends on it.
 */
export function hintForNumber(
  before: FiveQuantiles,
  after: FiveQuantiles,
  frequent: FrequentValue | null,
  baselineShare: (value: number) => number,
): string | null {
  if (frequent && frequent.share >= STUCK_SHARE && baselineShare(frequent.value) <= frequent.share / 2) {
    return `${formatShare(frequent.share)} of the rows hold the same value, ${formatNumber(frequent.value)}: stuck, or a default filled in?`;
  }
  return unitHint(before, after) ?? shiftHint(before, after);
}

function unitHint(before: FiveQuantiles, after: FiveQuantiles): string | null {
  if (isClose(before, after, 1.8, 32)) return 'The values fit 1.8 × + 32: degrees Fahrenheit for Celsius?';
  if (isClose(after, before, 1.8, 32))
    return 'The values fit (× − 32) ÷ 1.8: degrees Celsius for Fahrenheit?';
  const factor = commonFactor(before, after);
  if (factor === null || Math.abs(factor - 1) <= RATIO_TOLERANCE) return null;
  const unit = UNIT_FACTORS.find(([known]) => Math.abs(factor / known - 1) <= RATIO_TOLERANCE);
  const times = `The whole distribution looks multiplied by about ${formatNumber(factor)}`;
  return unit ? `${times}: ${unit[1]}?` : `${times}: a change of scale or calibration?`;
}

function commonFactor(before: FiveQuantiles, after: FiveQuantiles): number | null {
  if (before.some((q) => q === 0) || !hasSpread(before)) return null;
  const ratios = before.map((q, i) => after[i]! / q).sort((a, b) => a - b);
  const middle = ratios[2]!;
  return middle > 0 && ratios[4]! - ratios[0]! <= 2 * RATIO_TOLERANCE * middle ? middle : null;
}

function shiftHint(before: FiveQuantiles, after: FiveQuantiles): string | null {
  const spread = before[3] - before[1];
  if (spread <= 0) return null;
  const differences = before.map((q, i) => after[i]! - q).sort((a, b) => a - b);
  const middle = differences[2]!;
  const same = differences[4]! - differences[0]! <= 2 * SHIFT_TOLERANCE * spread;
  if (!same || Math.abs(middle) <= 2 * SHIFT_TOLERANCE * spread) return null;
  return `The whole distribution looks shifted by about ${middle > 0 ? '+' : '−'}${formatNumber(Math.abs(middle))}: an offset or a new zero point?`;
}

/** True when `b` is `factor × a + offset` at every quantile, to within the tolerance of its spread. */
function isClose(a: FiveQuantiles, b: FiveQuantiles, factor: number, offset: number): boolean {
  const spread = b[3] - b[1];
  return spread > 0 && a.every((q, i) => Math.abs(factor * q + offset - b[i]!) <= RATIO_TOLERANCE * spread);
}

const hasSpread = (q: FiveQuantiles): boolean => q[4] > q[0];

import { formatNumber, formatShare } from '../words/numbers.ts';
import {
  commonFactor,
  commonShift,
  type NumberChange,
  residualOf,
  type Transformation,
} from './undo-change.ts';

/** Units that people mix up: what takes the baseline's unit to production's. */
const CONVERSIONS: readonly (Transformation & { readonly words: string })[] = [
  { factor: 1.8, offset: 32, words: 'degrees Fahrenheit for Celsius' },
  { factor: 1 / 1.8, offset: -32 / 1.8, words: 'degrees Celsius for Fahrenheit' },
  { factor: 1, offset: 273.15, words: 'kelvin for degrees Celsius' },
  { factor: 1, offset: -273.15, words: 'degrees Celsius for kelvin' },
  ...factors(1e6, 'a unit a million times smaller', 'a unit a million times larger'),
  ...factors(
    1000,
    'a unit a thousand times smaller, such as g for kg',
    'a unit a thousand times larger, such as kg for g',
  ),
  ...factors(
    100,
    'a unit a hundred times smaller, such as cm for m, or per cent for a share',
    'a unit a hundred times larger, such as m for cm, or a share for per cent',
  ),
  ...factors(3600, 'seconds for hours', 'hours for seconds'),
  ...factors(60, 'minutes for hours, or seconds for minutes', 'hours for minutes, or minutes for seconds'),
  ...factors(2.54, 'centimetres for inches', 'inches for centimetres'),
  ...factors(2.20462, 'pounds for kilograms', 'kilograms for pounds'),
  ...factors(3.28084, 'feet for metres', 'metres for feet'),
  ...factors(1.60934, 'kilometres for miles', 'miles for kilometres'),
  ...factors(18.0182, 'mg/dL for mmol/L (glucose)', 'mmol/L for mg/dL (glucose)'),
];

function factors(factor: number, there: string, back: string) {
  return [
    { factor, offset: 0, words: there },
    { factor: 1 / factor, offset: 0, words: back },
  ];
}

/** The measured factor must be this near a known one: 2.5 is not 2.54, whatever the sampling noise lets pass. */
const FACTOR_TOLERANCE = 0.01;
/** A scale and a shift that both explain a change are told apart when one leaves less than this share of the other. */
const CLEARLY_BETTER = 0.5;
/** A value that takes at least this share of the batch, and at most half as much of the baseline, is stuck. */
const STUCK_SHARE = 0.3;
/** Share from which one value beyond the baseline's range is more than a stray. */
const CODE_SHARE = 0.02;

/** How a hint at a stuck value ends. */
export const STUCK_QUESTION = 'stuck, or a default filled in?';

/** The batch's most frequent value, and what the baseline knows of it. */
export interface FrequentNumber {
  readonly value: number;
  readonly share: number;
  readonly baselineShare: number;
  readonly isBeyondBaseline: boolean;
}

/**
 * What a change of a number looks like, in words, or null. A guess meant to send a person to the right place; the
 * verdict never depends on it. A unit, scale or offset is named only when undoing it makes production look like
 * the baseline again.
 */
export function hintForNumber(change: NumberChange, frequent: FrequentNumber | null): string | null {
  return stuckHint(frequent) ?? unitHint(change) ?? scaleOrShiftHint(change) ?? codeHint(frequent);
}

function stuckHint(frequent: FrequentNumber | null): string | null {
  if (!frequent || frequent.share < STUCK_SHARE || frequent.baselineShare > frequent.share / 2) return null;
  return `${formatShare(frequent.share)} of the values are ${formatNumber(frequent.value)}: ${STUCK_QUESTION}`;
}

function codeHint(frequent: FrequentNumber | null): string | null {
  if (!frequent?.isBeyondBaseline || frequent.share < CODE_SHARE) return null;
  return `${formatShare(frequent.share)} of the values are ${formatNumber(frequent.value)}, beyond everything in the baseline: a code for a missing value?`;
}

function unitHint(change: NumberChange): string | null {
  const measured = commonFactor(change);
  const explaining = CONVERSIONS.filter(({ factor, offset }) => offset !== 0 || isNear(measured, factor))
    .map((conversion) => ({ ...conversion, residual: residualOf(change, conversion) }))
    .filter(({ residual }) => residual <= change.residualMax)
    .sort((a, b) => a.residual - b.residual);
  const [best] = explaining;
  if (best === undefined) return null;
  const fit =
    best.offset === 0 ? `${looks} multiplied by about ${formatNumber(measured!)}` : looksConverted(best);
  return `${fit}: ${best.words}?`;
}

const looks = 'The whole distribution looks';

function looksConverted({ factor, offset }: Transformation): string {
  if (factor === 1) return `${looks} shifted by about ${signed(offset)}`;
  return offset > 0 ? `${looks} like 1.8 × + 32` : `${looks} like (× − 32) ÷ 1.8`;
}

const isNear = (measured: number | null, factor: number): boolean =>
  measured !== null && Math.abs(measured / factor - 1) <= FACTOR_TOLERANCE;

function scaleOrShiftHint(change: NumberChange): string | null {
  const factor = commonFactor(change);
  const shift = commonShift(change);
  const scaled = factor === null ? Infinity : residualOf(change, { factor, offset: 0 });
  const shifted = shift === null ? Infinity : residualOf(change, { factor: 1, offset: shift });
  if (Math.min(scaled, shifted) > change.residualMax) return null;
  if (factor !== null && scaled < CLEARLY_BETTER * shifted) {
    return `${looks} multiplied by about ${formatNumber(factor)}: a change of scale or calibration?`;
  }
  if (shift !== null && shifted < CLEARLY_BETTER * scaled) {
    return `${looks} shifted by about ${signed(shift)}: an offset or a new zero point?`;
  }
  return `The values moved as a whole, by about ${signed(shift ?? 0)} or to ${formatNumber(factor ?? 1)} times what they were: an offset, or a change of scale?`;
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value)}`;

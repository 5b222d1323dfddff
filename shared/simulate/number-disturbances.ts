import { parseNumber } from '../csv/parse-number.ts';
import type { Random } from '../stats/random.ts';
import type { CellChange, Disturbance } from './disturbance.ts';
import { SimulationError } from './simulation-error.ts';
import type { UnitConversion } from './units.ts';

/** An amount in the column's own unit, or in standard deviations of its baseline. */
export interface Amount {
  readonly value: number;
  readonly unit: 'absolute' | 'sd';
}

/** Multiplies every number; at half strength a factor of 1.5 is 1.25. */
export function scale(column: string, factor: number): Disturbance {
  return {
    column,
    prepare: (texts) => {
      numbersOf(texts, column);
      return onNumbers((x, strength) => x * (1 + (factor - 1) * strength));
    },
  };
}

/** Adds an amount to every number. */
export function shift(column: string, amount: Amount): Disturbance {
  return {
    column,
    prepare: (texts) => {
      const by = absolute(amount, numbersOf(texts, column));
      return onNumbers((x, strength) => x + by * strength);
    },
  };
}

/** Adds normal noise of mean 0 to every number; the amount is its standard deviation. */
export function noise(column: string, amount: Amount): Disturbance {
  return {
    column,
    prepare: (texts) => {
      const sd = absolute(amount, numbersOf(texts, column));
      return onNumbers((x, strength, random) => x + rounded(sd * strength * random.normal(), 6));
    },
  };
}

/**
 * Records numbers in another unit. A value is in the one unit or the other, never in between: at half strength
 * half of the rows, drawn at random, have changed.
 */
export function changeUnit(column: string, { factor, offset }: UnitConversion): Disturbance {
  return {
    column,
    prepare: (texts) => {
      numbersOf(texts, column);
      return onNumbers((x, strength, random) => (random.uniform() < strength ? x * factor + offset : x));
    },
  };
}

/** Cells that hold no number (missing ones among them) stay as they are. */
function onNumbers(change: (x: number, strength: number, random: Random) => number): CellChange {
  return (text, strength, random) => {
    const x = parseNumber(text);
    if (!Number.isFinite(x)) return text;
    const changed = change(x, strength, random);
    // 15 digits hold every decimal a double can keep, and drop the binary noise of the arithmetic.
    return changed === x ? text : String(rounded(changed, 15));
  };
}

function rounded(x: number, significantDigits: number): number {
  return Number(x.toPrecision(significantDigits));
}

function numbersOf(texts: readonly string[], column: string): number[] {
  const numbers = texts
    .filter((text) => text !== '')
    .map(Number)
    .filter(Number.isFinite);
  if (numbers.length > 0) return numbers;
  throw new SimulationError(
    `Column "${column}" holds no numbers in the baseline, and this disturbance needs some. ` +
      'For text there are missing values, --swap, --new-category and --stuck.',
  );
}

/** Standard deviations become six digits of the column's unit: enough to be exact about, few enough to read. */
function absolute({ value, unit }: Amount, numbers: readonly number[]): number {
  if (unit === 'absolute') return value;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return rounded(value * Math.sqrt(squares / Math.max(1, numbers.length - 1)), 6);
}

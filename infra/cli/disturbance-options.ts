import { addCategory, loseValues, stick, swapCategories } from '../../shared/simulate/cell-disturbances.ts';
import type { Disturbance } from '../../shared/simulate/disturbance.ts';
import { type Amount, changeUnit, noise, scale, shift } from '../../shared/simulate/number-disturbances.ts';
import { columnIndex, type Table } from '../../shared/simulate/table.ts';
import { UNITS_HELP, unitConversion } from '../../shared/simulate/units.ts';
import { UsageError } from './usage-error.ts';

/** What stands behind `COLUMN=` of an option, and how to speak of it in an error. */
interface Value {
  readonly column: string;
  readonly text: string;
  /** The option as it was typed: `--scale age=1.5`. */
  readonly typed: string;
}

interface DisturbanceOption {
  readonly form: string;
  readonly make: (value: Value) => Disturbance;
}

/** The options that disturb a column, by name, in the order in which they are applied. */
export const DISTURBANCE_OPTIONS = {
  scale: { form: 'COLUMN=FACTOR', make: (value) => scale(value.column, number(value.text, value)) },
  shift: { form: 'COLUMN=AMOUNT', make: (value) => shift(value.column, amount(value)) },
  noise: { form: 'COLUMN=AMOUNT', make: (value) => noise(value.column, amount(value)) },
  unit: { form: 'COLUMN=FROM:TO', make: unit },
  missing: { form: 'COLUMN=SHARE', make: (value) => loseValues(value.column, share(value.text, value)) },
  swap: { form: 'COLUMN=ONE:OTHER', make: (value) => swapCategories(value.column, ...pair(value)) },
  'new-category': { form: 'COLUMN=NAME:SHARE', make: newCategory },
  stuck: { form: 'COLUMN[=VALUE]', make: ({ column, text }) => stick(column, text || undefined) },
} as const satisfies Readonly<Record<string, DisturbanceOption>>;

export type DisturbanceOptionName = keyof typeof DISTURBANCE_OPTIONS;

/**
 * Reads one option such as `--scale radius_mean=1.25`. A column name may itself hold `=` or spaces: the longest
 * name of the baseline that fits is meant.
 *
 * @throws UsageError for a value that does not fit, SimulationError for a column the baseline does not have
 */
export function readDisturbance(name: DisturbanceOptionName, spec: string, baseline: Table): Disturbance {
  const { form, make } = DISTURBANCE_OPTIONS[name];
  const typed = `--${name} ${spec}`;
  const valueIsOptional = form.includes('[');
  const column = baseline.columns
    .filter((column) => spec.startsWith(`${column}=`) || (valueIsOptional && spec === column))
    .reduce<string | undefined>(
      (best, c) => (best === undefined || c.length > best.length ? c : best),
      undefined,
    );
  if (column !== undefined) return make({ column, text: spec.slice(column.length + 1), typed });
  const [wanted] = spec.split('=', 1);
  // Throws where the column is unknown; where it is known, the `=` is what was missing.
  columnIndex(baseline, wanted!);
  throw new UsageError(`${typed}: expected --${name} ${form}.`);
}

function number(text: string, { typed }: Value): number {
  const x = Number(text);
  if (text.trim() !== '' && Number.isFinite(x)) return x;
  throw new UsageError(`${typed}: "${text}" is not a number.`);
}

/** `0.2` or `20%`. */
function share(text: string, value: Value): number {
  const x = text.endsWith('%') ? number(text.slice(0, -1), value) / 100 : number(text, value);
  if (x > 0 && x <= 1) return x;
  throw new UsageError(`${value.typed}: a share is above 0 and at most 1 (or 100%), not ${text}.`);
}

/** `12.5` in the column's unit, or `2sd` in standard deviations of the baseline. */
function amount(value: Value): Amount {
  const inSd = /^(.*)sd$/i.exec(value.text);
  if (inSd) return { value: number(inSd[1]!, value), unit: 'sd' };
  return { value: number(value.text, value), unit: 'absolute' };
}

function unit(value: Value): Disturbance {
  const [from, to] = pair(value);
  const conversion = unitConversion(from, to);
  if (conversion) return changeUnit(value.column, conversion);
  throw new UsageError(
    `${value.typed}: no conversion from "${from}" to "${to}". Units: ${UNITS_HELP}. For any other, use --scale.`,
  );
}

function newCategory(value: Value): Disturbance {
  const colon = value.text.lastIndexOf(':');
  if (colon <= 0) throw wrongForm(value, 'COLUMN=NAME:SHARE');
  return addCategory(value.column, value.text.slice(0, colon), share(value.text.slice(colon + 1), value));
}

function pair(value: Value): [string, string] {
  const [one, other, ...more] = value.text.split(':');
  if (!one || !other || more.length > 0) throw wrongForm(value, 'COLUMN=ONE:OTHER');
  return [one, other];
}

function wrongForm({ typed }: Value, form: string): UsageError {
  return new UsageError(`${typed}: expected ${form}.`);
}

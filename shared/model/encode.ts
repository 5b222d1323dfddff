import * as v from 'valibot';
import type { LabelledRows, Rows } from './training-data.ts';

/** Levels of one input that have a column of their own; the rarer ones share "other". */
const LEVELS_MAX = 100;

/** Training rows that a level needs for a column of its own: fewer say nothing about it. */
const LEVEL_ROWS_MIN = 5;

/** Beyond this many standard deviations a value says no more, and infinity is there too: sums stay finite. */
const STANDARDISED_MAX = 1e6;

const share = v.pipe(v.number(), v.finite());

const numberEncodingSchema = v.strictObject({
  kind: v.literal('number'),
  /** Takes the place of a missing value. */
  median: share,
  mean: share,
  /** Standard deviation; 1 for a constant, which then encodes as 0. */
  scale: v.pipe(share, v.gtValue(0)),
  /** Standard deviation of the column that says "missing"; null where no training value was. */
  missingSpread: v.nullable(share),
});

const levelEncodingSchema = v.strictObject({
  kind: v.literal('level'),
  levels: v.array(v.string()),
  /** Standard deviation of each level's column. */
  spreads: v.array(share),
  /** Of the column for all other levels; null where training had none, and a new level is then an average one. */
  otherSpread: v.nullable(share),
  /** Of the column that says "missing"; null where no training value was, and the most frequent level is taken. */
  missingSpread: v.nullable(share),
  mostFrequent: v.nullable(v.string()),
});

/** How each input becomes numbers, in the order of the inputs. Plain JSON. */
export const encodingSchema = v.array(v.variant('kind', [numberEncodingSchema, levelEncodingSchema]));
export type Encoding = v.InferOutput<typeof encodingSchema>;
type InputEncoding = Encoding[number];
type LevelEncoding = v.InferOutput<typeof levelEncodingSchema>;

type NumberColumn = Float64Array;
type LevelColumn = readonly (string | null)[];

/**
 * Learns from training rows how inputs become numbers: numbers are standardised, missing ones take the median and
 * set a column of their own; levels are one-hot, rare and new ones share a column. Weights are ignored: they say how
 * much a row teaches, not what is usual. O(cells + distinct log distinct).
 */
export function fitEncoding(rows: Rows): Encoding {
  return rows.inputs.map(({ kind }, i) =>
    kind === 'number'
      ? fitNumbers(rows.columns[i] as NumberColumn)
      : fitLevels(rows.columns[i] as LevelColumn),
  );
}

function fitNumbers(values: NumberColumn): InputEncoding {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  const missingSpread = present.length === values.length ? null : spreadOf(present.length / values.length);
  if (present.length === 0) return { kind: 'number', median: 0, mean: 0, scale: 1, missingSpread };
  const half = present.length >> 1;
  // Halved before they are added: the sum of two large doubles may overflow.
  const median = present.length % 2 === 1 ? present[half]! : present[half - 1]! / 2 + present[half]! / 2;
  const missing = values.length - present.length;
  const mean = present.reduce((sum, x) => sum + x / values.length, (median * missing) / values.length);
  const variance = present.reduce(
    (sum, x) => sum + (x - mean) ** 2 / values.length,
    ((median - mean) ** 2 * missing) / values.length,
  );
  const deviation = Math.sqrt(variance);
  // The mean of a constant is off by its last bit: what is left then is rounding, not information.
  const isConstant = !(deviation > 1e-12 * Math.abs(mean));
  return {
    kind: 'number',
    median,
    mean: isConstant ? median : mean,
    scale: isConstant ? 1 : deviation,
    missingSpread,
  };
}

function fitLevels(values: LevelColumn): InputEncoding {
  const counts = new Map<string, number>();
  for (const level of values) if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  const present = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const kept = byCount.filter(([, count]) => count >= LEVEL_ROWS_MIN).slice(0, LEVELS_MAX);
  const other = present - kept.reduce((sum, [, count]) => sum + count, 0);
  const byName = kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    kind: 'level',
    levels: byName.map(([level]) => level),
    spreads: byName.map(([, count]) => spreadOf(count / values.length)),
    otherSpread: other === 0 ? null : spreadOf(other / values.length),
    missingSpread: present === values.length ? null : spreadOf(present / values.length),
    mostFrequent: byCount[0]?.[0] ?? null,
  };
}

/** Standard deviation of a column of zeros and ones. */
const spreadOf = (share: number) => Math.sqrt(share * (1 - share));

/** Standard deviation of each encoded column in the training rows, input by input: 0 where it never varied. */
export function encodedSpreads(encoding: Encoding): number[][] {
  return encoding.map((input) => {
    const tail = input.missingSpread === null ? [] : [input.missingSpread];
    if (input.kind === 'number') return [1, ...tail];
    return [...input.spreads, ...(input.otherSpread === null ? [] : [input.otherSpread]), ...tail];
  });
}

/** Columns that rows are encoded into, the intercept's included. */
export const encodedWidth = (encoding: Encoding): number =>
  encodedSpreads(encoding).reduce((sum, { length }) => sum + length, 1);

/** Rows as numbers, row by row: `values[row * width + column]`. */
export interface EncodedRows {
  readonly count: number;
  readonly width: number;
  readonly values: Float64Array;
}

/**
 * Rows as numbers, all finite, with a last column of ones for the intercept. O(rows × width).
 *
 * @param rows its inputs are those that the encoding was learned from, in the same order
 */
export function encode(encoding: Encoding, rows: Rows): EncodedRows {
  const widths = encodedSpreads(encoding).map((spreads) => spreads.length);
  const width = encodedWidth(encoding);
  const values = new Float64Array(rows.count * width);
  let at = 0;
  for (const [i, input] of encoding.entries()) {
    const column = rows.columns[i]!;
    if (input.kind === 'number') encodeNumbers(input, column as NumberColumn, values, at, width);
    else encodeLevels(input, column as LevelColumn, values, at, width);
    at += widths[i]!;
  }
  for (let row = 0; row < rows.count; row++) values[row * width + at] = 1;
  return { count: rows.count, width, values };
}

function encodeNumbers(
  input: v.InferOutput<typeof numberEncodingSchema>,
  column: NumberColumn,
  values: Float64Array,
  at: number,
  width: number,
): void {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    const isMissing = Number.isNaN(value);
    const standardised = ((isMissing ? input.median : value) - input.mean) / input.scale;
    values[row * width + at] = Math.max(-STANDARDISED_MAX, Math.min(STANDARDISED_MAX, standardised));
    if (isMissing && input.missingSpread !== null) values[row * width + at + 1] = 1;
  }
}

function encodeLevels(
  input: LevelEncoding,
  column: LevelColumn,
  values: Float64Array,
  at: number,
  width: number,
): void {
  const places = new Map(input.levels.map((level, place) => [level, place]));
  const other = input.otherSpread === null ? undefined : input.levels.length;
  const missing = input.levels.length + (other === undefined ? 0 : 1);
  const usual = input.mostFrequent === null ? undefined : (places.get(input.mostFrequent) ?? other);
  const whereMissing = input.missingSpread === null ? usual : missing;
  for (let row = 0; row < column.length; row++) {
    const level = column[row]!;
    const place = level === null ? whereMissing : (places.get(level) ?? other);
    if (place !== undefined) values[row * width + at + place] = 1;
  }
}

/** Whether an input takes more than one value in these rows, missing being one. O(rows). */
export function varies(rows: LabelledRows, input: number): boolean {
  const column = rows.columns[input]!;
  const first = column[0];
  for (let row = 1; row < rows.count; row++) if (!Object.is(column[row]!, first)) return true;
  return false;
}

import * as v from 'valibot';
import { FormatError } from '../profile/format-error.ts';
import {
  countSchema,
  fromJsonNumber,
  longArraySchema,
  noticeSchema,
  parseDocument,
  readCounts,
  readNumbers,
  toJsonNumber,
  unparsableSchema,
} from '../profile/json-fields.ts';
import type { RowSample, SampledColumn } from './row-sample.ts';
import type { SortedCounts } from './sorted-counts.ts';
import type { FeatureTally, LevelTally, NumericTally, Tally } from './tally.ts';

/** Bumped when a tally's meaning changes. */
const TALLY_SCHEMA_VERSION = 1;

const jsonNumberSchema = v.union([v.number(), v.picklist(['Infinity', '-Infinity'])]);
const common = {
  present: v.boolean(),
  count: countSchema,
  missing: countSchema,
  unparsable: unparsableSchema,
};

const numericSchema = v.strictObject({
  kind: v.literal('numeric'),
  ...common,
  min: jsonNumberSchema,
  max: jsonNumberSchema,
  slots: longArraySchema,
  gapSums: longArraySchema,
  sketch: v.array(v.tuple([countSchema, countSchema])),
  newValues: v.nullable(v.array(v.tuple([jsonNumberSchema, countSchema]))),
});

const levelSchema = v.strictObject({
  kind: v.literal('level'),
  ...common,
  counts: longArraySchema,
  newCount: countSchema,
  newLevels: v.array(v.tuple([v.string(), countSchema])),
});

const sampleRowSchema = v.strictObject({ hash: countSchema, offset: countSchema, values: longArraySchema });

const tallySchema = v.strictObject({
  schemaVersion: v.literal(
    TALLY_SCHEMA_VERSION,
    (issue) => `this version reads tallies of version ${TALLY_SCHEMA_VERSION}, not ${issue.received}`,
  ),
  rows: countSchema,
  features: v.array(v.variant('kind', [numericSchema, levelSchema])),
  sample: v.array(sampleRowSchema),
  extraColumns: v.array(v.string()),
  notices: v.array(noticeSchema),
});

type NumericJson = v.InferOutput<typeof numericSchema>;
type LevelJson = v.InferOutput<typeof levelSchema>;
type SampleRowJson = v.InferOutput<typeof sampleRowSchema>;

/**
 * The tally as JSON text, to be merged elsewhere; equal tallies give the same bytes, in whatever order their maps
 * were filled. Infinite values are written as "Infinity" and "-Infinity". O(size of the tally).
 */
export function tallyToJson(tally: Tally): string {
  const document: v.InferOutput<typeof tallySchema> = {
    schemaVersion: TALLY_SCHEMA_VERSION,
    rows: tally.rows,
    features: tally.features.map((one) => (one.kind === 'numeric' ? numericJson(one) : levelJson(one))),
    sample: sampleJson(tally.sample),
    extraColumns: [...tally.extraColumns],
    notices: tally.notices.map((notice) => ({ ...notice })),
  };
  return JSON.stringify(document);
}

/**
 * The tally that `tallyToJson` wrote, exactly.
 *
 * @throws FormatError when the text is no tally, of another version, or does not add up
 */
export function tallyFromJson(text: string): Tally {
  const document = parseDocument(text, tallySchema, 'tally');
  const features = document.features.map((one, f) =>
    one.kind === 'numeric' ? numericTally(one, f) : levelTally(one, f),
  );
  return {
    rows: document.rows,
    features,
    sample: rowSample(document.sample, features),
    extraColumns: document.extraColumns,
    notices: document.notices,
  };
}

const commonJson = ({ present, count, missing, unparsable }: FeatureTally) => ({
  present,
  count,
  missing,
  unparsable: {
    count: unparsable.count,
    examples: unparsable.examples.map(([line, cell]): [number, string] => [line, cell]),
  },
});

const numericJson = (tally: NumericTally): NumericJson => ({
  kind: tally.kind,
  ...commonJson(tally),
  min: toJsonNumber(tally.min),
  max: toJsonNumber(tally.max),
  slots: [...tally.slots],
  gapSums: Array.from(tally.gapSums, toJsonNumber),
  sketch: pairsOf(tally.sketch),
  newValues: tally.newValues && pairsOf(tally.newValues).map(([value, rows]) => [toJsonNumber(value), rows]),
});

const levelJson = (tally: LevelTally): LevelJson => ({
  kind: tally.kind,
  ...commonJson(tally),
  counts: [...tally.counts],
  newCount: tally.newCount,
  newLevels: [...tally.newLevels].sort(([a], [b]) => (a < b ? -1 : 1)),
});

const pairsOf = ({ keys, rows }: SortedCounts) =>
  Array.from(keys, (key, i): [number, number] => [key, rows[i]!]);

function countsOf(pairs: readonly (readonly [key: number, rows: number])[], subject: string): SortedCounts {
  const wrong = pairs.findIndex(([key], i) => i > 0 && !(key > pairs[i - 1]![0]));
  if (wrong !== -1) {
    throw new FormatError(
      `${subject} must ascend, but ${pairs[wrong]![0]} follows ${pairs[wrong - 1]![0]}. Make the tally anew.`,
    );
  }
  return {
    keys: Float64Array.from(pairs, ([key]) => key),
    rows: Float64Array.from(pairs, ([, rows]) => rows),
  };
}

function numericTally(json: NumericJson, position: number): NumericTally {
  const subject = `The counts of feature ${position + 1}`;
  const slots = readCounts(json.slots, subject);
  const gapSums = readNumbers(json.gapSums, `The sums of feature ${position + 1}`);
  checkCount(slots, json.count, subject);
  if (slots.length !== 2 * gapSums.length - 1) {
    throw new FormatError(
      `Feature ${position + 1} has ${slots.length} slots and ${gapSums.length} sums: it needs two slots less one for each sum. Make the tally anew.`,
    );
  }
  return {
    ...json,
    slots,
    gapSums,
    min: fromJsonNumber(json.min, 'The smallest value'),
    max: fromJsonNumber(json.max, 'The largest value'),
    sketch: countsOf(json.sketch, `The sketch of feature ${position + 1}`),
    newValues:
      json.newValues &&
      countsOf(
        json.newValues.map(([value, rows]) => [fromJsonNumber(value, 'A value'), rows]),
        `The new values of feature ${position + 1}`,
      ),
  };
}

function levelTally(json: LevelJson, position: number): LevelTally {
  const subject = `The counts of feature ${position + 1}`;
  const counts = readCounts(json.counts, subject);
  checkCount(counts, json.count - json.newCount, subject);
  return { ...json, counts, newLevels: new Map(json.newLevels) };
}

function checkCount(counts: Uint32Array, expected: number, subject: string): void {
  const sum = counts.reduce((rows, more) => rows + more, 0);
  if (sum !== expected) {
    throw new FormatError(`${subject} add up to ${sum} rows, not to ${expected}. Make the tally anew.`);
  }
}

/** Row by row, null for missing. */
const sampleJson = ({ hashes, offsets, columns }: RowSample): SampleRowJson[] =>
  Array.from(hashes, (hash, row) => ({
    hash,
    offset: offsets[row]!,
    values: columns.map((column) => {
      const value = column[row]!;
      if (typeof value !== 'number') return value;
      return Number.isNaN(value) ? null : toJsonNumber(value);
    }),
  }));

function rowSample(rows: readonly SampleRowJson[], features: readonly FeatureTally[]): RowSample {
  for (const { values } of rows) {
    if (values.length === features.length) continue;
    throw new FormatError(
      `A sampled row has ${values.length} values for ${features.length} features. Make the tally anew.`,
    );
  }
  return {
    hashes: Float64Array.from(rows, ({ hash }) => hash),
    offsets: Float64Array.from(rows, ({ offset }) => offset),
    columns: features.map(({ kind }, f): SampledColumn => {
      const cells = rows.map(({ values }) => values[f] ?? null);
      return kind === 'numeric' ? Float64Array.from(cells, sampledNumber) : cells.map(sampledLevel);
    }),
  };
}

const sampledNumber = (cell: unknown): number =>
  cell === null ? Number.NaN : fromJsonNumber(cell, 'A sampled number');

function sampledLevel(cell: unknown): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  throw new FormatError(`A sampled level must be text, not ${JSON.stringify(cell)}. Make the tally anew.`);
}

import * as v from 'valibot';
import { FormatError } from './format-error.ts';
import {
  countSchema,
  levelTypeSchema,
  longArraySchema,
  noticeSchema,
  parseDocument,
  readCounts,
  readNumbers,
  toJsonNumber,
  unparsableSchema,
} from './json-fields.ts';
import {
  type BaselineProfile,
  type FeatureProfile,
  type LevelFeatureProfile,
  type NumericFeatureProfile,
  PROFILE_SCHEMA_VERSION,
} from './profile.ts';

const common = {
  name: v.string(),
  count: countSchema,
  missing: countSchema,
  unparsable: unparsableSchema,
};

const numericSchema = v.strictObject({
  type: v.literal('numeric'),
  ...common,
  reductionError: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  values: longArraySchema,
  counts: longArraySchema,
});

const levelSchema = v.strictObject({
  type: levelTypeSchema,
  ...common,
  levels: v.array(v.string()),
  counts: longArraySchema,
});

const profileSchema = v.strictObject({
  schemaVersion: v.literal(
    PROFILE_SCHEMA_VERSION,
    (issue) => `this version reads profiles of version ${PROFILE_SCHEMA_VERSION}, not ${issue.received}`,
  ),
  rows: countSchema,
  features: v.array(v.variant('type', [numericSchema, levelSchema])),
  others: v.array(
    v.strictObject({ name: v.string(), role: v.picklist(['label', 'id', 'timestamp', 'ignored']) }),
  ),
  notices: v.array(noticeSchema),
});

type NumericJson = v.InferOutput<typeof numericSchema>;
type LevelJson = v.InferOutput<typeof levelSchema>;

/**
 * The profile as JSON text; the same profile always gives the same bytes. Infinite values are written as
 * "Infinity" and "-Infinity", cumulative counts as the counts they are made of. O(distinct values).
 */
export function profileToJson(profile: BaselineProfile): string {
  const { schemaVersion, rows, features, others, notices } = profile;
  const document: v.InferOutput<typeof profileSchema> = {
    schemaVersion,
    rows,
    features: features.map((feature) =>
      feature.type === 'numeric' ? numericJson(feature) : levelJson(feature),
    ),
    others: others.map(({ name, role }) => ({ name, role })),
    notices: notices.map(({ code, column, message }) => ({
      code,
      ...(column === undefined ? {} : { column }),
      message,
    })),
  };
  return JSON.stringify(document);
}

/**
 * The profile that `profileToJson` wrote, exactly.
 *
 * @throws FormatError when the text is no profile, of another version, or does not add up
 */
export function profileFromJson(text: string): BaselineProfile {
  const document = parseDocument(text, profileSchema, 'profile');
  return {
    ...document,
    features: document.features.map((feature) =>
      feature.type === 'numeric' ? numericFeature(feature) : levelFeature(feature),
    ),
  };
}

const commonJson = ({ name, count, missing, unparsable }: FeatureProfile) => ({
  name,
  count,
  missing,
  unparsable: {
    count: unparsable.count,
    examples: unparsable.examples.map(([line, cell]): [number, string] => [line, cell]),
  },
});

const numericJson = (feature: NumericFeatureProfile): NumericJson => ({
  type: feature.type,
  ...commonJson(feature),
  reductionError: feature.reductionError,
  values: Array.from(feature.values, toJsonNumber),
  counts: Array.from(feature.cumulative, (rows, i) => rows - (feature.cumulative[i - 1] ?? 0)),
});

const levelJson = (feature: LevelFeatureProfile): LevelJson => ({
  type: feature.type,
  ...commonJson(feature),
  levels: [...feature.levels],
  counts: [...feature.counts],
});

function numericFeature({ counts, ...feature }: NumericJson): NumericFeatureProfile {
  const subject = `The values of "${feature.name}"`;
  const values = readNumbers(feature.values, subject);
  const cumulative = readCounts(counts, `The counts of "${feature.name}"`);
  for (let i = 1; i < values.length; i++) {
    if (!(values[i - 1]! < values[i]!)) {
      throw new FormatError(`${subject} must ascend, but ${values[i]} follows ${values[i - 1]}.`);
    }
  }
  checkCounts(feature, values.length, cumulative);
  for (let i = 1; i < cumulative.length; i++) cumulative[i]! += cumulative[i - 1]!;
  return { ...feature, values, cumulative };
}

function levelFeature(feature: LevelJson): LevelFeatureProfile {
  const counts = readCounts(feature.counts, `The counts of "${feature.name}"`);
  checkCounts(feature, feature.levels.length, counts);
  return { ...feature, counts: [...counts] };
}

function checkCounts(
  { name, count }: { readonly name: string; readonly count: number },
  expected: number,
  counts: Uint32Array,
): void {
  const sum = counts.reduce((rows, more) => rows + more, 0);
  if (counts.length !== expected || sum !== count || counts.includes(0)) {
    throw new FormatError(
      `"${name}" does not add up: ${expected} values with ${counts.length} counts, in all ${sum} of ${count} rows. Make the profile anew.`,
    );
  }
}

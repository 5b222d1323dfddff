import type { ColumnBlock, ColumnValues } from '../../../shared/csv/blocks.ts';
import { distribution } from '../../../shared/profile/distribution.ts';
import type {
  BaselineProfile,
  FeatureProfile,
  LevelFeatureProfile,
  NumericFeatureProfile,
} from '../../../shared/profile/profile.ts';
import { addBlock, createTally } from '../../../shared/tally/batch-tally.ts';
import { sampleColumn } from '../../../shared/tally/sample-column.ts';
import type { LevelTally, NumericTally, Tally } from '../../../shared/tally/tally.ts';

const NONE = { count: 0, examples: [] };

export function numericFeature(
  numbers: readonly number[],
  { name = 'x', valuesMax = Infinity }: { name?: string; valuesMax?: number } = {},
): NumericFeatureProfile {
  const sorted = Float64Array.from(numbers, (x) => x + 0).sort();
  return {
    name,
    type: 'numeric',
    count: numbers.length,
    missing: 0,
    unparsable: NONE,
    ...distribution(sorted, valuesMax),
  };
}

export function levelFeature(counts: Readonly<Record<string, number>>, name = 'level'): LevelFeatureProfile {
  const levels = Object.keys(counts).sort();
  const rows = levels.map((level) => counts[level]!);
  const count = rows.reduce((sum, more) => sum + more, 0);
  return { name, type: 'categorical', count, missing: 0, unparsable: NONE, levels, counts: rows };
}

export const profileOf = (...features: FeatureProfile[]): BaselineProfile => ({
  schemaVersion: 1,
  rows: Math.max(0, ...features.map(({ count }) => count)),
  features,
  others: [],
  notices: [],
});

export const numbers = (values: readonly number[]): ColumnValues => ({
  kind: 'number',
  values: Float64Array.from(values),
  unparsable: NONE,
});

export const levels = (values: readonly (string | null)[]): ColumnValues => ({
  kind: 'level',
  values,
  unparsable: NONE,
});

/** A block of consecutive rows, ten bytes each, from `firstRow` on. */
export function blockOf(columns: readonly (ColumnValues | null)[], firstRow = 0): ColumnBlock {
  const rows = columns.find((column) => column !== null)?.values.length ?? 0;
  return { rows, rowOffsets: Float64Array.from({ length: rows }, (_, i) => 10 * (firstRow + i)), columns };
}

/** The tally of one column against one feature, tallied in blocks of `rowsPerBlock`. */
export function tallyOf(
  feature: NumericFeatureProfile,
  values: readonly number[],
  rowsPerBlock = 1000,
): Tally & { readonly x: NumericTally; readonly sampleValues: Float64Array } {
  const profile = profileOf(feature);
  const tally = createTally(profile, [feature.name]);
  for (let from = 0; from < values.length; from += rowsPerBlock) {
    addBlock(tally, profile, blockOf([numbers(values.slice(from, from + rowsPerBlock))], from));
  }
  const [x] = tally.features as [NumericTally];
  return { ...tally, x, sampleValues: sampleColumn(tally.sample, 0) };
}

export function levelTallyOf(feature: LevelFeatureProfile, values: readonly (string | null)[]): LevelTally {
  const profile = profileOf(feature);
  const tally = createTally(profile, [feature.name]);
  addBlock(tally, profile, blockOf([levels(values)]));
  return tally.features[0] as LevelTally;
}

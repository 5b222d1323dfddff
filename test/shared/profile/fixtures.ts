import * as v from 'valibot';
import { type Settings, type SettingsInput, settingsSchema } from '../../../shared/config/settings.ts';
import type { TextBlock } from '../../../shared/csv/blocks.ts';
import { BaselineProfiler } from '../../../shared/profile/baseline-profiler.ts';
import type { BaselineProfile, FeatureProfile } from '../../../shared/profile/profile.ts';
import { PROFILE_LIMITS, type ProfileLimits } from '../../../shared/profile/profile-limits.ts';

export const settingsOf = (input: SettingsInput = {}): Settings => v.parse(settingsSchema, input);

export type Column = readonly [name: string, cells: readonly (string | null)[]];

/** A block whose first row stands on line 2, as after a header. */
export function textBlock(columns: readonly Column[]): TextBlock {
  const rows = columns[0]?.[1].length ?? 0;
  return {
    rows,
    rowOffsets: Float64Array.from({ length: rows }, (_, i) => 10 * i),
    rowLines: Float64Array.from({ length: rows }, (_, i) => i + 2),
    columns: columns.map(([, cells]) => cells),
  };
}

export function profileColumns(
  columns: readonly Column[],
  input: SettingsInput = {},
  limits: Partial<ProfileLimits> = {},
): BaselineProfile {
  const header = columns.map(([name]) => name);
  const profiler = new BaselineProfiler(header, settingsOf(input), { ...PROFILE_LIMITS, ...limits });
  profiler.add(textBlock(columns));
  return profiler.finish();
}

/** The feature that a column becomes, or undefined when it is left out. */
export function profileColumn(
  cells: readonly (string | null)[],
  { name = 'x', ...input }: SettingsInput & { name?: string } = {},
): FeatureProfile | undefined {
  return profileColumns([[name, cells]], input).features[0];
}

export const repeat = (times: number, ...cells: (string | null)[]): (string | null)[] =>
  Array.from({ length: times }, () => cells).flat();

export const range = (count: number, cell: (i: number) => string = String): string[] =>
  Array.from({ length: count }, (_, i) => cell(i));

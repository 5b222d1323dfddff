import type { ColumnType, Settings } from '../config/settings.ts';
import type { ReadNotice } from '../csv/blocks.ts';
import { looksLikeLabel } from '../csv/column-roles.ts';
import { shorten } from '../text/safe-text.ts';
import type { OtherColumn } from './profile.ts';

/** What is known of a baseline's columns before the first row. */
export interface ColumnPlan {
  /** One entry for each column of the header: why it is not tested, or null when it may be a feature. */
  readonly others: readonly (OtherColumn | null)[];
  readonly notices: readonly ReadNotice[];
}

/**
 * Roles from the settings. Where they name no label, the first column that is named like one and has no declared
 * type is taken for it: testing the answer instead of the data would report drift whenever the classes shift.
 */
export function planColumns(header: readonly string[], settings: Settings): ColumnPlan {
  const roles = new Map<string, OtherColumn['role']>(settings.ignore.map((name) => [name, 'ignored']));
  if (settings.timestamp !== undefined) roles.set(settings.timestamp, 'timestamp');
  if (settings.id !== undefined) roles.set(settings.id, 'id');
  const label = settings.label ?? header.find((name) => !roles.has(name) && isInferredLabel(name, settings));
  if (label !== undefined) roles.set(label, 'label');
  const others = header.map((name) => {
    const role = roles.get(name);
    return role === undefined ? null : { name, role };
  });
  return {
    others,
    notices: settings.label === undefined && label !== undefined ? [labelInferred(label)] : [],
  };
}

const isInferredLabel = (name: string, settings: Settings) =>
  looksLikeLabel(name) && declaredType(name, settings) === undefined;

/** The type that the settings declare for a column, whatever the column is called. */
export const declaredType = (name: string, settings: Settings): ColumnType | undefined =>
  Object.hasOwn(settings.types, name) ? settings.types[name] : undefined;

const labelInferred = (name: string): ReadNotice => ({
  code: 'label-inferred',
  column: name,
  message: `Column "${shorten(name)}" is taken for the label, the answer the model predicts, so it is not tested. To test it like any other column, declare its type under \`types\` in the settings.`,
});

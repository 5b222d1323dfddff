import type { ColumnType } from '../config/settings.ts';
import type { ReadNotice, UnparsableCells } from '../csv/blocks.ts';
import { looksLikeIdentifier } from '../csv/column-roles.ts';
import { booleanLevel } from '../csv/type-block.ts';
import { NO_UNPARSABLE } from '../csv/unparsable-cells.ts';
import { shorten } from '../text/safe-text.ts';
import { howToWriteNumbers } from '../text/unparsable-number.ts';
import type { ColumnCollector } from './column-collector.ts';
import { isMostlyNumbers } from './mostly-numbers.ts';
import type { LevelFeatureProfile, OtherColumn } from './profile.ts';

/** Numbers with at most this many distinct values, each seen often enough, are compared value by value. */
const DISCRETE_VALUES_MAX = 10;
const ROWS_PER_DISCRETE_VALUE = 5;

/** What a column of the baseline turned out to be. */
export type ColumnOutcome =
  | { readonly kind: 'levels'; readonly feature: LevelFeatureProfile }
  /** The column's list is sorted, and not yet reduced: how many values may stay depends on the other features. */
  | { readonly kind: 'numbers'; readonly distinct: number }
  | { readonly kind: 'left-out'; readonly other: OtherColumn; readonly notice: ReadNotice };

/**
 * Decides what a column is. A declared type wins. Otherwise numbers are numeric; with at most 10 distinct values
 * they are discrete, but only when there are at least 5 rows for each distinct value: ten rows of a continuous
 * column also have at most ten distinct values, and compared level by level every later batch would consist of
 * new levels. `true` and `false` in any case are boolean, and any other text is categorical.
 *
 * Left out with a notice: an identifier (named like one, no value repeats) and free text (more levels than a
 * categorical feature may have). A column without any value becomes a categorical feature without levels: if the
 * batch is empty there too, nobody misses it; if not, every value is a new level, whatever type it has.
 */
export function inferColumn(
  name: string,
  declared: ColumnType | undefined,
  column: ColumnCollector,
): ColumnOutcome {
  if (declared === 'numeric') return { kind: 'numbers', distinct: column.numbers.countDistinct() };
  if (declared !== undefined) return levelsOrFreeText(name, declared, column.levels.counts, column);
  if (isMostlyNumbers(column)) return inferNumeric(name, column);
  const present = column.numbers.length + column.unparsable.count;
  if (present > 0 && !column.levels.repeats && looksLikeIdentifier(name)) return identifier(name);
  const { counts } = column.levels;
  if (counts === null) return freeText(name, 'categorical', howToWriteNumbers(textsOf(column)));
  const cells = { missing: column.missing, unparsable: NO_UNPARSABLE };
  const booleans = booleanCounts(counts);
  return booleans === null
    ? levelsOrFreeText(name, 'categorical', counts, cells)
    : levelsOrFreeText(name, 'boolean', booleans, cells);
}

function inferNumeric(name: string, column: ColumnCollector): ColumnOutcome {
  const { numbers } = column;
  const distinct = numbers.countDistinct();
  if (distinct === numbers.length && looksLikeIdentifier(name)) return identifier(name);
  if (distinct > DISCRETE_VALUES_MAX || numbers.length < ROWS_PER_DISCRETE_VALUE * distinct) {
    return { kind: 'numbers', distinct };
  }
  const counts = new Map<number, number>();
  for (const value of numbers.read()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const levels = new Map([...counts].map(([value, rows]) => [String(value), rows]));
  return levelsOrFreeText(name, 'discrete', levels, column);
}

/** Null when there is no level, or one that is not boolean. */
function booleanCounts(levels: ReadonlyMap<string, number>): Map<string, number> | null {
  const counts = new Map<string, number>();
  for (const [text, rows] of levels) {
    const level = booleanLevel(text);
    if (level === null) return null;
    counts.set(level, (counts.get(level) ?? 0) + rows);
  }
  return counts.size === 0 ? null : counts;
}

function levelsOrFreeText(
  name: string,
  type: LevelFeatureProfile['type'],
  counts: ReadonlyMap<string, number> | null,
  cells: { readonly missing: number; readonly unparsable: UnparsableCells },
): ColumnOutcome {
  if (counts === null) return freeText(name, type);
  const byOrder = type === 'discrete' ? (a: string, b: string) => Number(a) - Number(b) : undefined;
  const levels = [...counts.keys()].sort(byOrder);
  const rows = levels.map((level) => counts.get(level)!);
  const feature: LevelFeatureProfile = {
    name,
    type,
    count: rows.reduce((sum, count) => sum + count, 0),
    missing: cells.missing + cells.unparsable.count,
    unparsable: cells.unparsable,
    levels,
    counts: rows,
  };
  return { kind: 'levels', feature };
}

const identifier = (name: string): ColumnOutcome => ({
  kind: 'left-out',
  other: { name, role: 'id' },
  notice: {
    code: 'identifier-left-out',
    column: name,
    message: `Column "${shorten(name)}" is named like an identifier and none of its values repeats, so it is not tested. To test it, declare its type under \`types\` in the settings.`,
  },
});

/** Some of the texts, as examples. */
const textsOf = ({ unparsable }: ColumnCollector): string[] => unparsable.examples.map(([, text]) => text);

const freeText = (
  name: string,
  type: LevelFeatureProfile['type'],
  advice: string | null = null,
): ColumnOutcome => ({
  kind: 'left-out',
  other: { name, role: 'ignored' },
  notice: {
    code: 'free-text-left-out',
    column: name,
    message: `Column "${shorten(name)}" has too many different values to compare one by one, so it is not tested. ${
      type === 'discrete'
        ? 'Declare it numeric under `types` in the settings.'
        : (advice ??
          'To watch it, write a column derived from it, such as its length or a group, into the file.')
    }`,
  },
});

import type { ColumnType } from '../config/settings.ts';
import type { ColumnBlock, ColumnValues, TextBlock } from './blocks.ts';
import { parseNumber } from './parse-number.ts';
import { NO_UNPARSABLE, UnparsableCounter } from './unparsable-cells.ts';

type TextCells = TextBlock['columns'][number];

/**
 * Prepares the typing of a file's blocks: the returned function turns a `TextBlock` of a file with this header
 * into a `ColumnBlock` with one entry for each feature, in the features' order; `null` where the file has no such
 * column. Cells that do not fit their type become missing and are counted. O(cells of the features).
 *
 * @example
 * const typeBlock = blockTyper(header, profile.features);
 * for await (const block of blocks) addBlock(tally, typeBlock(block));
 */
export function blockTyper(
  header: readonly string[],
  features: readonly { readonly name: string; readonly type: ColumnType }[],
): (block: TextBlock) => ColumnBlock {
  const positions = new Map(header.map((name, i) => [name, i]));
  const plan = features.map(({ name, type }) => ({ position: positions.get(name), read: READERS[type] }));
  return (block) => ({
    rows: block.rows,
    rowOffsets: block.rowOffsets,
    columns: plan.map(({ position, read }) =>
      position === undefined ? null : read(block.columns[position]!, block.rowLines),
    ),
  });
}

/** The level of a cell's text in a column of this type; null when the text does not fit it. */
export const LEVEL_READERS: Record<Exclude<ColumnType, 'numeric'>, (text: string) => string | null> = {
  discrete: discreteLevel,
  boolean: booleanLevel,
  categorical: (text) => text,
};

const READERS: Record<ColumnType, (cells: TextCells, lines: Float64Array) => ColumnValues> = {
  numeric: numericValues,
  discrete: (cells, lines) => levelValues(cells, lines, LEVEL_READERS.discrete),
  boolean: (cells, lines) => levelValues(cells, lines, LEVEL_READERS.boolean),
  categorical: (cells) => ({ kind: 'level', values: cells, unparsable: NO_UNPARSABLE }),
};

function numericValues(cells: TextCells, lines: Float64Array): ColumnValues {
  const values = new Float64Array(cells.length);
  const unparsable = new UnparsableCounter();
  for (let i = 0; i < cells.length; i++) {
    const text = cells[i]!;
    const value = text === null ? Number.NaN : parseNumber(text);
    values[i] = value;
    if (Number.isNaN(value) && text !== null) unparsable.note(lines[i]!, text);
  }
  return { kind: 'number', values, unparsable: unparsable.take() };
}

function levelValues(
  cells: TextCells,
  lines: Float64Array,
  level: (text: string) => string | null,
): ColumnValues {
  const values = new Array<string | null>(cells.length);
  const unparsable = new UnparsableCounter();
  for (let i = 0; i < cells.length; i++) {
    const text = cells[i]!;
    const value = text === null ? null : level(text);
    values[i] = value;
    if (value === null && text !== null) unparsable.note(lines[i]!, text);
  }
  return { kind: 'level', values, unparsable: unparsable.take() };
}

/**
 * Canonical text of a number, `String(Number(text))`, so that `1`, `1.0` and `1e0` are one level and −0 is `0`;
 * `null` when the text is no number.
 */
export function discreteLevel(text: string): string | null {
  const value = parseNumber(text);
  return Number.isNaN(value) ? null : String(value);
}

/**
 * `true` or `false` for these words in any case, otherwise `null`. Other pairs (yes/no, 0/1) are categories or
 * numbers of their own: taking them for booleans would hide a change of spelling between two files.
 */
export function booleanLevel(text: string): 'true' | 'false' | null {
  if (text === 'true' || text === 'false') return text;
  if (text.length > 5) return null;
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower : null;
}

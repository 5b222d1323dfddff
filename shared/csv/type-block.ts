import { UNPARSABLE_EXAMPLES_MAX } from '../config/limits.ts';
import type { ColumnType } from '../config/settings.ts';
import { shorten } from '../text/safe-text.ts';
import type { ColumnBlock, ColumnValues, TextBlock, UnparsableCells } from './blocks.ts';
import { parseNumber } from './parse-number.ts';

type TextCells = TextBlock['columns'][number];

const NONE: UnparsableCells = { count: 0, examples: [] };

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

const READERS: Record<ColumnType, (cells: TextCells, lines: Float64Array) => ColumnValues> = {
  numeric: numericValues,
  discrete: (cells, lines) => levelValues(cells, lines, discreteLevel),
  boolean: (cells, lines) => levelValues(cells, lines, booleanLevel),
  categorical: (cells) => ({ kind: 'level', values: cells, unparsable: NONE }),
};

function numericValues(cells: TextCells, lines: Float64Array): ColumnValues {
  const values = new Float64Array(cells.length);
  let unparsable: MutableUnparsable | null = null;
  for (let i = 0; i < cells.length; i++) {
    const text = cells[i]!;
    const value = text === null ? Number.NaN : parseNumber(text);
    values[i] = value;
    if (Number.isNaN(value) && text !== null) unparsable = noteUnparsable(unparsable, lines[i]!, text);
  }
  return { kind: 'number', values, unparsable: unparsable ?? NONE };
}

function levelValues(
  cells: TextCells,
  lines: Float64Array,
  level: (text: string) => string | null,
): ColumnValues {
  const values = new Array<string | null>(cells.length);
  let unparsable: MutableUnparsable | null = null;
  for (let i = 0; i < cells.length; i++) {
    const text = cells[i]!;
    const value = text === null ? null : level(text);
    values[i] = value;
    if (value === null && text !== null) unparsable = noteUnparsable(unparsable, lines[i]!, text);
  }
  return { kind: 'level', values, unparsable: unparsable ?? NONE };
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

interface MutableUnparsable extends UnparsableCells {
  count: number;
  readonly examples: [line: number, text: string][];
}

function noteUnparsable(sofar: MutableUnparsable | null, line: number, text: string): MutableUnparsable {
  const cells = sofar ?? { count: 0, examples: [] };
  cells.count++;
  if (cells.examples.length < UNPARSABLE_EXAMPLES_MAX) cells.examples.push([line, shorten(text)]);
  return cells;
}

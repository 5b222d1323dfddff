import { shorten } from '../text/safe-text.ts';
import type { ReadNotice } from './blocks.ts';
import { CsvError } from './csv-error.ts';
import type { CsvLimits } from './csv-limits.ts';

export interface Header {
  readonly names: readonly string[];
  readonly notices: readonly ReadNotice[];
}

/**
 * Column names from the header's cells: trimmed, empty ones named `Unnamed: N` (N from 0, as pandas does), a last
 * empty one dropped when the first row shows that only the header ends in a delimiter. `firstRow` is the number
 * of cells of the first data row. O(columns).
 *
 * @throws CsvError `limit` for more than `columnsMax` columns, `duplicate-column` for two of one name
 */
export function readHeader(
  cells: readonly string[],
  line: number,
  firstRow: number,
  file: string,
  limits: Pick<CsvLimits, 'columnsMax'>,
): Header {
  const notices: ReadNotice[] = [];
  const names = cells.map((cell) => cell.trim());
  if (firstRow === names.length - 1 && names.at(-1) === '') {
    names.pop();
    notices.push({
      code: 'trailing-delimiter',
      message: `The header ends in a delimiter that the rows do not have: read as ${names.length} columns.`,
    });
  }
  if (names.length > limits.columnsMax) {
    throw new CsvError({
      code: 'limit',
      file,
      line,
      rule: `the header has ${names.length} columns, and at most ${limits.columnsMax} (COLUMNS_MAX) are read`,
      wayOut: 'Split the file by columns, or check that its line breaks and delimiter are what you expect',
    });
  }
  const positions = new Map<string, number>();
  for (const [position, name] of names.entries()) {
    if (name === '') continue;
    const before = positions.get(name);
    if (before !== undefined) throw duplicateColumn(name, before, position, line, file);
    positions.set(name, position);
  }
  const unnamed = nameUnnamed(names, positions);
  if (unnamed.length > 0) notices.push(unnamedNotice(names, unnamed));
  return { names, notices };
}

/** Gives the empty names of `names` a name that no column has; returns their positions. */
function nameUnnamed(names: string[], taken: ReadonlyMap<string, number>): number[] {
  const unnamed: number[] = [];
  for (const [position, name] of names.entries()) {
    if (name !== '') continue;
    let given = `Unnamed: ${position}`;
    while (taken.has(given)) given += '.1';
    names[position] = given;
    unnamed.push(position);
  }
  return unnamed;
}

function unnamedNotice(names: readonly string[], unnamed: readonly number[]): ReadNotice {
  const first = unnamed[0]!;
  if (unnamed.length === 1) {
    return {
      code: 'unnamed-column',
      column: names[first]!,
      message: `Column ${first + 1} has no name in the header; it is called "${names[first]}" here.`,
    };
  }
  return {
    code: 'unnamed-column',
    message: `${unnamed.length} columns have no name in the header, the first is column ${first + 1}; they are called "${names[first]}", "${names[unnamed[1]!]}" and so on here.`,
  };
}

function duplicateColumn(name: string, first: number, second: number, line: number, file: string): CsvError {
  return new CsvError({
    code: 'duplicate-column',
    file,
    line,
    column: name,
    rule: `columns ${first + 1} and ${second + 1} are both called "${shorten(name)}", and a name must be unique`,
    wayOut: 'Rename or remove one of the two',
  });
}

export interface CsvOutputOptions {
  /**
   * Put an apostrophe before text that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`,
   * tab or carriage return and is no number). For files that people open; not for files that programs read back.
   */
  readonly neutraliseFormulas?: boolean;
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
const FORMULA = /^[=+\-@\t\r]/;

/**
 * CSV text as RFC 4180 has it, but with LF line ends; `null` is an empty cell. Ends with a line break. O(cells).
 *
 * @example toCsv(['a', 'b'], [[1, 'x,y'], [null, 'z']]) // 'a,b\n1,"x,y"\n,z\n'
 */
export function toCsv(
  header: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
  options: CsvOutputOptions = {},
): string {
  const lines = [csvLine(header, options)];
  for (const row of rows) lines.push(csvLine(row, options));
  return lines.join('');
}

/** One row of `toCsv`, for rows that are written as they come. */
export function csvLine(cells: readonly (string | number | null)[], options: CsvOutputOptions = {}): string {
  // A line with nothing on it is a blank line to every reader, not a row with one missing cell.
  if (cells.length === 1 && (cells[0] === null || cells[0] === '')) return '""\n';
  return `${cells.map((cell) => csvCell(cell, options)).join(',')}\n`;
}

function csvCell(cell: string | number | null, options: CsvOutputOptions): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell);
  const isFormula = options.neutraliseFormulas === true && FORMULA.test(cell) && Number.isNaN(Number(cell));
  const text = isFormula ? `'${cell}` : cell;
  return csvQuoted(text);
}

/** A text as a cell: in quotes where it would not be read back without. */
export function csvQuoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

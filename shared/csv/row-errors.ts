import { CsvError } from './csv-error.ts';
import type { CsvLimits } from './csv-limits.ts';
import type { RowFault } from './row-scanner.ts';

/** The scanner's finding as an error that a person can act on. */
export function faultError(
  fault: RowFault,
  header: readonly string[],
  file: string,
  limits: CsvLimits,
): CsvError {
  const column = header[fault.column]?.trim() || fault.column + 1;
  const place = { file, column, value: fault.value };
  switch (fault.kind) {
    case 'unclosed-quote':
      return new CsvError({
        ...place,
        code: 'unclosed-quote',
        line: fault.line,
        rule: 'the quote that opens here never closes',
        wayOut: 'Close it, or write a quote inside a quoted cell twice ("")',
      });
    case 'text-after-quote':
      return new CsvError({
        ...place,
        code: 'text-after-quote',
        line: fault.at,
        rule: `text follows the closing quote of a cell that opened on line ${fault.line}`,
        wayOut: 'Write a quote inside a quoted cell twice (""), and check for a quote that was never closed',
      });
    case 'cell-bytes':
      return new CsvError({
        ...place,
        code: 'limit',
        line: fault.line,
        rule: `the cell has more than ${limits.cellBytesMax} bytes (CELL_BYTES_MAX)`,
        wayOut: 'Shorten it or leave the column out; most often a quote was opened here and never closed',
      });
    case 'row-bytes':
      return new CsvError({
        ...place,
        code: 'limit',
        line: fault.line,
        rule: `the row has more than ${limits.rowBytesMax} bytes (ROW_BYTES_MAX)`,
        wayOut: 'Leave columns out, or check that the line breaks are \\n, \\r\\n or \\r',
      });
    case 'nul':
      return new CsvError({
        file,
        column,
        code: 'not-csv',
        line: fault.at,
        rule: 'a NUL byte stands here, which text never holds: a binary file, a damaged one, or UTF-16',
        wayOut: 'Export the data as CSV in UTF-8 and use that file',
      });
  }
}

/** A row with more cells than the header has names. `value` is the first surplus cell that is not empty. */
export function rowTooLong(
  file: string,
  line: number,
  cells: number,
  columns: number,
  value: string,
): CsvError {
  return new CsvError({
    code: 'row-too-long',
    file,
    line,
    value,
    rule: `the row has ${cells} cells and the header ${columns}`,
    wayOut: 'Put quotes round cells that hold the delimiter, or name the missing columns in the header',
  });
}

/** The row that is one too many. */
export function tooManyRows(file: string, line: number, limits: CsvLimits): CsvError {
  return new CsvError({
    code: 'limit',
    file,
    line,
    rule: `the file has more than ${limits.rowsMax} rows (ROWS_MAX)`,
    wayOut: 'Split it into several files; each is a batch of its own',
  });
}

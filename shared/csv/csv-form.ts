import type { CsvLimits } from './csv-limits.ts';
import type { Delimiter } from './delimiter.ts';
import type { Header } from './header.ts';
import type { OpenedCsv } from './open-csv.ts';
import { RowRules } from './row-rules.ts';

/** What the beginning of a file says about all of its rows: plain data, for whoever reads a part of them. */
export interface CsvForm {
  /** Its name, for messages. */
  readonly file: string;
  readonly delimiter: Delimiter;
  readonly header: Header;
  readonly limits: CsvLimits;
}

/** A row's place: the line on which it starts, and how many rows are before it. */
export interface RowPosition {
  readonly line: number;
  readonly rows: number;
}

export function formOf({ delimiter, rules }: OpenedCsv, file: string): CsvForm {
  return { file, delimiter, header: rules.header, limits: rules.limits };
}

/**
 * Rows from somewhere in a file, to be read like those of a file that was opened at its beginning.
 *
 * @param source bytes from the start of a row to the end of one
 * @param offset of the first of them in the file
 */
export function openPart(
  source: AsyncGenerator<Uint8Array, void, undefined>,
  { file, delimiter, header, limits }: CsvForm,
  offset: number,
  { line, rows }: RowPosition,
  onProgress: OpenedCsv['onProgress'],
): OpenedCsv {
  const rules = new RowRules(header, { file, delimiter, limits, rows });
  return { delimiter, rules, source, offset, line, isShort: false, bytesMax: Infinity, onProgress };
}

import type { CsvError } from './csv-error.ts';
import type { CsvLimits } from './csv-limits.ts';
import type { Header } from './header.ts';
import { ReadingNotices } from './reading-notices.ts';
import { faultError, rowTooLong, tooManyRows } from './row-errors.ts';
import type { RowBatch, RowFault } from './row-scanner.ts';
import { splitRows } from './split-rows.ts';
import { invalidUtf8Rows } from './utf8.ts';

/** What the data rows of one file are held to, whichever way they are read. */
export class RowRules {
  readonly header: Header;
  readonly limits: CsvLimits;
  readonly notices: ReadingNotices;
  /** Line behind the last row; the reader says it when it has come to the end. */
  endLine: number | null = null;
  readonly #file: string;
  readonly #delimiter: string;
  #rows: number;

  /** @param file `rows` of its rows, none by default, are counted already */
  constructor(
    header: Header,
    file: { file: string; delimiter: string; limits: CsvLimits; rows?: number },
    notices: ReadingNotices = new ReadingNotices(),
  ) {
    this.header = header;
    this.limits = file.limits;
    this.notices = notices;
    this.#file = file.file;
    this.#delimiter = file.delimiter;
    this.#rows = file.rows ?? 0;
  }

  /** For another reading of the same rows. */
  copy(): RowRules {
    const { header, limits } = this;
    const notices = new ReadingNotices();
    notices.add(this.notices.counts, 0);
    return new RowRules(
      header,
      { file: this.#file, delimiter: this.#delimiter, limits, rows: this.#rows },
      notices,
    );
  }

  /** Rows of the file so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Cells of the rows of a batch; bytes that are no UTF-8 are noted. */
  split(batch: RowBatch): string[][] {
    for (const i of invalidUtf8Rows(batch)) this.notices.invalidUtf8(batch.lines[i]!);
    return splitRows(batch, this.#delimiter);
  }

  /** @throws CsvError when the row has cells for which there is no column, or is one too many */
  check(cells: readonly string[], line: number): void {
    const columns = this.header.names.length;
    if (cells.length < columns) this.notices.shortRows(1, line, cells.length);
    else if (cells.length > columns) {
      const surplus = cells.slice(columns).find((cell) => cell.trim() !== '');
      if (surplus !== undefined) throw rowTooLong(this.#file, line, cells.length, columns, surplus);
    }
    this.count(1, () => line);
  }

  /** Counts rows that are sound. @throws CsvError when they are too many; `lineOf` gives the line of the i-th of them */
  count(rows: number, lineOf: (i: number) => number): void {
    const room = this.limits.rowsMax - this.#rows;
    if (rows > room) throw tooManyRows(this.#file, lineOf(room), this.limits);
    this.#rows += rows;
  }

  /** The error that a scanner's finding is. */
  error(fault: RowFault): CsvError {
    return faultError(fault, this.header.names, this.#file, this.limits);
  }
}

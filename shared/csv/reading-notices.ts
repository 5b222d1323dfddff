import type { ReadNotice } from './blocks.ts';
import type { Header } from './header.ts';

/** What was noticed, as plain data: lines where it was noticed first, 0 where nothing was. */
export interface NoticeCounts {
  readonly shortRows: number;
  readonly firstShort: { readonly line: number; readonly cells: number };
  readonly invalidRows: number;
  readonly firstInvalid: number;
}

/** Gathers what a person should know about a reading: each kind once, with its count and first line. */
export class ReadingNotices {
  #shortRows = 0;
  #firstShort = { line: 0, cells: 0 };
  #invalidRows = 0;
  #firstInvalid = 0;

  /** Rows with fewer cells than the header; the first of them starts on `line` and has `cells`. */
  shortRows(rows: number, line: number, cells: number): void {
    if (this.#shortRows === 0) this.#firstShort = { line, cells };
    this.#shortRows += rows;
  }

  invalidUtf8(line: number): void {
    this.#invalidUtf8Rows(1, line);
  }

  #invalidUtf8Rows(rows: number, line: number): void {
    if (this.#invalidRows === 0) this.#firstInvalid = line;
    this.#invalidRows += rows;
  }

  get counts(): NoticeCounts {
    return {
      shortRows: this.#shortRows,
      firstShort: this.#firstShort,
      invalidRows: this.#invalidRows,
      firstInvalid: this.#firstInvalid,
    };
  }

  /** Adds what was noticed in a later part of the file, whose lines are to be shifted by so many. */
  add({ shortRows, firstShort, invalidRows, firstInvalid }: NoticeCounts, lines: number): void {
    if (shortRows > 0) this.shortRows(shortRows, firstShort.line + lines, firstShort.cells);
    if (invalidRows > 0) this.#invalidUtf8Rows(invalidRows, firstInvalid + lines);
  }

  list(header: Header): readonly ReadNotice[] {
    const notices = [...header.notices];
    if (this.#shortRows > 0) {
      const { line, cells } = this.#firstShort;
      notices.push({
        code: 'short-rows',
        message: `${rows(this.#shortRows)} fewer cells than the header has columns (${header.names.length}), the first on line ${line} with ${cells}; the cells they lack count as missing.`,
      });
    }
    if (this.#invalidRows > 0) {
      notices.push({
        code: 'invalid-utf8',
        message: `${rows(this.#invalidRows)} bytes that are not valid UTF-8, the first on line ${this.#firstInvalid}; each is read as \uFFFD. Save the file in UTF-8 to keep these characters.`,
      });
    }
    return notices;
  }
}

function rows(count: number): string {
  return count === 1 ? '1 row has' : `${count} rows have`;
}

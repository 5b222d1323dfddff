import type { ReadNotice } from './blocks.ts';
import type { Header } from './header.ts';

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
    if (this.#invalidRows++ === 0) this.#firstInvalid = line;
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

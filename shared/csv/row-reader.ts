import { BlockBuilder } from './block-builder.ts';
import type { ReadNotice, TextBlock } from './blocks.ts';
import { CsvError } from './csv-error.ts';
import type { CsvLimits } from './csv-limits.ts';
import { type Header, readHeader } from './header.ts';
import { ReadingNotices } from './reading-notices.ts';
import { faultError, rowTooLong, tooManyRows } from './row-errors.ts';
import type { RowBatch, RowScanner } from './row-scanner.ts';
import { splitRows } from './split-rows.ts';
import { invalidUtf8Rows } from './utf8.ts';

export interface RowReaderOptions {
  readonly file: string;
  readonly delimiter: string;
  readonly limits: CsvLimits;
  readonly rowsPerBlock?: number | undefined;
  readonly onProgress?: ((progress: { readonly bytes: number; readonly rows: number }) => void) | undefined;
}

/** Some rows of the file, from `next` on not yet handed out. */
interface Rows {
  readonly batch: RowBatch;
  readonly cells: readonly string[][];
  next: number;
}

/** The rows of one file: the header first, then blocks of data rows checked against it. */
export class RowReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #scanner: RowScanner;
  readonly #options: RowReaderOptions;
  readonly #notices = new ReadingNotices();
  #header: Header = { names: [], notices: [] };
  #rows: Rows | null = null;
  #ended = false;

  constructor(source: AsyncIterator<Uint8Array>, scanner: RowScanner, options: RowReaderOptions) {
    this.#source = source;
    this.#scanner = scanner;
    this.#options = options;
  }

  notices(): readonly ReadNotice[] {
    return this.#notices.list(this.#header);
  }

  /** Reads the header, and on to the first data row, which shows whether the header's last name counts. */
  async readHeader(): Promise<readonly string[]> {
    const { file, limits } = this.#options;
    const first = await this.#ready();
    if (first === null) {
      throw new CsvError({
        code: 'empty',
        file,
        rule: 'the file is empty',
        wayOut: 'Check that its export or upload was complete: a header and at least one row are needed',
      });
    }
    const cells = first.cells[0]!;
    const line = first.batch.lines[0]!;
    first.next = 1;
    // For the name of the column in which the very first row may be broken.
    this.#header = { names: cells, notices: [] };
    const second = await this.#ready();
    if (second === null) {
      throw new CsvError({
        code: 'no-rows',
        file,
        line,
        rule: 'the file has a header and no rows',
        wayOut: 'Check that its export or upload was complete: at least one row of data is needed',
      });
    }
    this.#header = readHeader(cells, line, second.cells[second.next]!.length, file, limits);
    return this.#header.names;
  }

  /** The data rows in blocks; `readHeader` must have been called. */
  async *blocks(): AsyncGenerator<TextBlock, void, undefined> {
    const { onProgress } = this.#options;
    const builder = new BlockBuilder(this.#header.names.length, this.#options.rowsPerBlock);
    let total = 0;
    try {
      for (let rows = await this.#ready(); rows !== null; rows = await this.#ready()) {
        const { batch, cells } = rows;
        for (let i = rows.next; i < cells.length; i++) {
          this.#checkRow(cells[i]!, batch.lines[i]!, ++total);
          const block = builder.add(cells[i]!, batch.offsets[i]!, batch.lines[i]!);
          if (block !== null) yield block;
        }
        rows.next = cells.length;
        onProgress?.({ bytes: batch.start + batch.bytes.length, rows: total });
      }
      const last = builder.take();
      if (last !== null) yield last;
    } finally {
      await this.#source.return?.();
    }
  }

  #checkRow(cells: readonly string[], line: number, total: number): void {
    const { file, limits } = this.#options;
    const columns = this.#header.names.length;
    if (cells.length < columns) this.#notices.shortRow(line, cells.length);
    else if (cells.length > columns) {
      const surplus = cells.slice(columns).find((cell) => cell.trim() !== '');
      if (surplus !== undefined) throw rowTooLong(file, line, cells.length, columns, surplus);
    }
    if (total > limits.rowsMax) throw tooManyRows(file, line, limits);
  }

  /** Rows of which at least one is not yet handed out; `null` at the end of the file. */
  async #ready(): Promise<Rows | null> {
    while (this.#rows === null || this.#rows.next === this.#rows.cells.length) {
      const batch = await this.#nextBatch();
      if (batch === null) return null;
      for (const i of invalidUtf8Rows(batch)) this.#notices.invalidUtf8(batch.lines[i]!);
      this.#rows = { batch, cells: splitRows(batch, this.#options.delimiter), next: 0 };
    }
    return this.#rows;
  }

  /** The next rows the scanner finds; its finding, once the sound rows before it are handed out. */
  async #nextBatch(): Promise<RowBatch | null> {
    while (true) {
      const { fault } = this.#scanner;
      if (fault !== null) {
        throw faultError(fault, this.#header.names, this.#options.file, this.#options.limits);
      }
      if (this.#ended) return null;
      const next = await this.#source.next();
      this.#ended = next.done === true;
      const batch = next.done === true ? this.#scanner.finish() : this.#scanner.push(next.value);
      if (batch !== null) return batch;
    }
  }
}

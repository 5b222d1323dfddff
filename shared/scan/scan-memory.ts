import type { CsvLimits } from '../csv/csv-limits.ts';
import { MISSING_TOKENS } from '../csv/missing.ts';
import type { Engine } from './engine.ts';
import type { HashedRows } from './scanned-block.ts';

/** Cells of a block: a column's part of it and the counters of its feature should fit the cache together. */
const BLOCK_CELLS = 524_288;
/** Fewer than 65,536: the engine counts some things of a block in 16 bits. */
const BLOCK_ROWS_MAX = 8_192;
/**
 * Of wide files a block is larger than that: what is done once for a column of a block weighs more, and a first block of so
 * many rows shows at once that a column has too many new values to hold them (NEW_VALUES_MAX).
 */
const BLOCK_ROWS_MIN = 1_024;

/**
 * Behind each column's array, so that the arrays do not begin at the same distance from a large power of two: a row is
 * written to all of them, and the processor's caches have few places for addresses that agree in their lower bits.
 */
const COLUMN_GAP_BYTES = 320;

/** Cells left to the host before it must take them. */
const ODD_CELLS = 4_096;
const ODD_WORDS = 4;

/** Different texts that are numbered before the numbers begin anew. */
const TEXTS = 16_384;
const TEXT_BYTES = 64;
/** Room that the engine asks for one more text. */
const TEXT_RECORD_BYTES = 272;

const TOKEN_BYTES = 16;
const SELECTED_WORDS = 3;
const MARK_BYTES = 4;
/** Room behind the input for registers that reach over its end. */
const MARGIN_BYTES = 128;

/** Rows of a block of so many columns, of a file that is longer. */
export function blockRowsOf(columns: number): number {
  const rows = Math.floor(BLOCK_CELLS / Math.max(1, columns));
  return Math.min(BLOCK_ROWS_MAX, Math.max(BLOCK_ROWS_MIN, rows));
}

/** Where in the engine's memory the parts of one scan are, and views of them. */
export class ScanMemory {
  readonly engine: Engine;
  readonly blockRows: number;
  /** Texts are numbered below this; the host numbers its own from here on. */
  readonly textsMax: number;
  readonly #columns: number;
  readonly #values: number;
  readonly #stride: number;
  readonly #offsets: number;
  readonly #lines: number;
  readonly #hashes: number;
  readonly #listed: number;
  readonly #selection: number;
  readonly #odd: number;
  readonly #delimiter: string;
  #input = 0;
  #capacity = 0;
  #bytes = new Uint8Array(0);
  #words = new Uint32Array(0);
  #doubles = new Float64Array(0);

  /** For `columns` selected ones of a file's `columnsInFile`. */
  constructor(
    engine: Engine,
    columns: number,
    file: { delimiter: string; columns: number; limits: CsvLimits; bytesMax: number },
  ) {
    // A cell and its delimiter, of all but a few files; those have more blocks.
    const cellsMax = Math.ceil(file.bytesMax / 2);
    const oddMax = Math.max(Math.min(ODD_CELLS, cellsMax), 2 * columns);
    this.engine = engine;
    this.blockRows = Math.min(blockRowsOf(columns), Math.ceil(cellsMax / file.columns));
    this.textsMax = Math.max(Math.min(TEXTS, cellsMax), 2 * columns);
    this.#columns = columns;
    this.#delimiter = file.delimiter;
    this.#stride = 8 * this.blockRows + COLUMN_GAP_BYTES;
    this.#values = engine.claim(columns * this.#stride);
    this.#offsets = engine.claim(8 * this.blockRows);
    this.#lines = engine.claim(8 * this.blockRows);
    this.#hashes = engine.claim(8 * this.blockRows);
    this.#listed = engine.claim(4 * (this.blockRows + 1));
    this.#selection = engine.claim(4 * SELECTED_WORDS * columns);
    this.#odd = engine.claim(4 * ODD_WORDS * oddMax);
    engine.useLimits(file.columns, file.limits.cellBytesMax, file.limits.rowBytesMax);
    engine.useBlock(this.#offsets, this.#lines, this.blockRows, this.#odd, oddMax);
    this.#useTexts();
    this.#useMissingTokens();
  }

  get bytes(): Uint8Array {
    const { buffer } = this.engine.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = new Uint8Array(buffer);
    return this.#bytes;
  }

  get words(): Uint32Array {
    const { buffer } = this.engine.memory;
    if (this.#words.buffer !== buffer) this.#words = new Uint32Array(buffer);
    return this.#words;
  }

  get doubles(): Float64Array {
    const { buffer } = this.engine.memory;
    if (this.#doubles.buffer !== buffer) this.#doubles = new Float64Array(buffer);
    return this.#doubles;
  }

  /** Address behind the room for input. */
  get inputEnd(): number {
    return this.#input + this.#capacity;
  }

  get rowOffsets(): Float64Array {
    return this.doubles.subarray(this.#offsets / 8, this.#offsets / 8 + this.blockRows);
  }

  get rowLines(): Float64Array {
    return this.doubles.subarray(this.#lines / 8, this.#lines / 8 + this.blockRows);
  }

  /** Hashes those offsets, for so many rows. */
  hashedRows(rows: number): HashedRows {
    this.engine.hashOffsets(this.#offsets, rows, this.#hashes);
    return {
      hashes: this.doubles.subarray(this.#hashes / 8, this.#hashes / 8 + rows),
      upTo: (largest) => {
        const count = this.engine.listSmallHashes(this.#hashes, rows, largest, this.#listed);
        const from = this.#listed / 4;
        return { address: this.#listed, rows: this.words.subarray(from, from + count) };
      },
    };
  }

  /** Address of a selected column's array. */
  addressOf(column: number): number {
    return this.#values + column * this.#stride;
  }

  valuesOf(column: number): Float64Array {
    const from = this.addressOf(column) / 8;
    return this.doubles.subarray(from, from + this.blockRows);
  }

  idsOf(column: number): Uint32Array {
    const from = this.addressOf(column) / 4;
    return this.words.subarray(from, from + this.blockRows);
  }

  /** Tells the engine which columns to parse, by their position in the row, and which of them as texts. */
  select(columns: readonly { readonly position: number; readonly isText: boolean }[]): void {
    const selected = columns.map(({ position, isText }, column) => ({ position, isText, column }));
    const texts = selected.filter(({ isText }) => isText);
    const numbers = selected.filter(({ isText }) => !isText);
    for (const [i, { position, column }] of [...numbers, ...texts].entries()) {
      const at = this.#selection / 4 + SELECTED_WORDS * i;
      this.words.set([MARK_BYTES * position, this.addressOf(column), column], at);
    }
    this.engine.useSelection(this.#selection, this.#columns, texts.length);
  }

  /** A cell that the engine left to the host: its row in the block, its selected column, its bytes. */
  oddCell(i: number): { row: number; column: number; bytes: Uint8Array } {
    const at = this.#odd / 4 + ODD_WORDS * i;
    const [row, column, start, end] = this.words.subarray(at, at + ODD_WORDS);
    return { row: row!, column: column!, bytes: this.bytes.subarray(start, end) };
  }

  /** The bytes to which the engine has given a number. */
  textBytes(id: number): Uint8Array {
    const record = this.engine.recordOf(id);
    return this.bytes.subarray(record + 8, record + 8 + this.words[record / 4]!);
  }

  /** Makes room for that many bytes of input, and keeps those from `start` to `end`. Returns where they are now. */
  reserve(bytes: number, start: number, end: number): number {
    if (bytes <= this.#capacity) {
      this.bytes.copyWithin(this.#input, start, end);
      return this.#input;
    }
    this.#capacity = Math.max(bytes, 2 * this.#capacity);
    this.#input = this.engine.claim(this.#capacity + MARGIN_BYTES);
    const marks = this.engine.claim(MARK_BYTES * (this.#capacity + 1));
    const rowEnds = this.engine.claim(4 * this.#capacity);
    this.engine.useIndex(marks, rowEnds, this.#delimiter.charCodeAt(0));
    this.bytes.copyWithin(this.#input, start, end);
    return this.#input;
  }

  #useTexts(): void {
    // Less than half full, so that a search is short.
    let slots = 1;
    while (slots <= 2 * this.textsMax) slots *= 2;
    const arenaBytes = TEXT_BYTES * this.textsMax + TEXT_RECORD_BYTES * this.#columns;
    const { engine } = this;
    engine.useTexts(
      engine.claim(4 * slots),
      slots,
      engine.claim(4 * this.textsMax),
      this.textsMax,
      engine.claim(arenaBytes),
      arenaBytes,
    );
  }

  #useMissingTokens(): void {
    const address = this.engine.allocate(TOKEN_BYTES * MISSING_TOKENS.size);
    for (const [i, token] of [...MISSING_TOKENS].entries()) {
      new TextEncoder().encodeInto(token, this.bytes.subarray(address + TOKEN_BYTES * i));
    }
    this.engine.useMissingTokens(address, MISSING_TOKENS.size);
  }
}

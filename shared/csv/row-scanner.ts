import type { CsvLimits } from './csv-limits.ts';

/** Whole rows of a file, blank lines between them included. */
export interface RowBatch {
  readonly bytes: Uint8Array;
  /** Byte offset in the file of the first byte. */
  readonly start: number;
  /** Pairs of offsets between which bytes are padding around quotes, or a line of nothing but padding. */
  readonly padding: readonly number[];
  /** Byte offset in the file at which each row starts. */
  readonly offsets: readonly number[];
  /** Byte offset behind each row's last cell, before its line break. */
  readonly ends: readonly number[];
  /** 1-based line at which each row starts. */
  readonly lines: readonly number[];
  /** False when no cell of the batch is quoted. */
  readonly quoted: boolean;
}

/** Why the scanner cannot go on, and where. */
export interface RowFault {
  readonly kind: 'unclosed-quote' | 'text-after-quote' | 'cell-bytes' | 'row-bytes' | 'nul';
  /** Line on which the cell's quote opened, or else on which the row starts. */
  readonly line: number;
  /** Line of the fault itself. */
  readonly at: number;
  /** 0-based position of the cell in its row. */
  readonly column: number;
  /** The beginning of the cell. */
  readonly value: string;
}

const NUL = 0;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

/** Nothing but padding so far. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** A quote inside a quoted cell: the first of a doubled one, or the end. */
const QUOTE_SEEN = 3;
/** Padding behind the closing quote. */
const CLOSED = 4;

const BATCH_BYTES = 65_536;
const VALUE_BYTES = 80;

/**
 * Finds the rows of a CSV file in its bytes, which may come in pieces of any size: where each row starts, on
 * which line, whether its quotes are sound and its cells within the limits. What a cell says is not its concern.
 *
 * A quote counts only at the start of a cell (padding aside); elsewhere it is a character like any other, so
 * `5" pipe` is read as it stands. `\n`, `\r` and `\r\n` end a line, in any mixture. Memory: one row or 64 KiB,
 * whichever is larger, and one piece. O(bytes).
 */
export class RowScanner {
  /** Set when the file is broken; the batch returned at that moment holds the sound rows before it. */
  fault: RowFault | null = null;

  readonly #batchBytes: number;
  readonly #delimiter: number;
  readonly #limits: Pick<CsvLimits, 'cellBytesMax' | 'rowBytesMax'>;
  #buffer = new Uint8Array(4 * BATCH_BYTES);
  #length = 0;
  /** Offset in the file of the buffer's first byte; all positions below are offsets in the file. */
  #base: number;
  #position: number;
  #state = START;
  #line: number;
  #afterCr = false;
  #rowStart: number;
  #rowLine: number;
  #cellStart: number;
  #column = 0;
  #quoteLine = 0;
  #paddingStart = 0;
  #quoted = false;
  #rowQuoted = false;
  #offsets: number[] = [];
  #ends: number[] = [];
  #lines: number[] = [];
  /** Pairs of positions between which bytes are padding around quotes or a blank line. */
  #padding: number[] = [];

  /** `offset` and `line` are those of the first byte to come; `batchBytes` is how large a batch is at least. */
  constructor(
    delimiter: string,
    limits: Pick<CsvLimits, 'cellBytesMax' | 'rowBytesMax'>,
    offset: number,
    line: number,
    batchBytes = BATCH_BYTES,
  ) {
    this.#batchBytes = batchBytes;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#limits = limits;
    this.#base = offset;
    this.#position = offset;
    this.#line = line;
    this.#rowStart = offset;
    this.#rowLine = line;
    this.#cellStart = offset;
  }

  /** Line on which the next row starts. */
  get line(): number {
    return this.#rowLine;
  }

  /** Takes the next bytes; returns whole rows once there are enough of them. */
  push(bytes: Uint8Array): RowBatch | null {
    this.#append(bytes);
    this.#scan();
    const ready = this.fault !== null || this.#rowStart - this.#base >= this.#batchBytes;
    return ready ? this.#takeBatch(this.#rowStart) : null;
  }

  /** The rest of the rows, when the file has ended. */
  finish(): RowBatch | null {
    if (this.fault !== null) return null;
    const end = this.#position;
    if (this.#state === QUOTED) this.#fail('unclosed-quote', end);
    else if (end > this.#rowStart) {
      this.#keepPadding(end);
      this.#endRow(end, end);
    }
    return this.#takeBatch(this.#rowStart);
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  #scan(): void {
    const end = this.#base + this.#length;
    for (let position = this.#position; position < end && this.fault === null; position++) {
      if (this.#state === PLAIN) position = this.#endOfPlain(position, end);
      if (position === end) break;
      const byte = this.#buffer[position - this.#base]!;
      const afterCr = this.#afterCr;
      this.#afterCr = byte === CR;
      if (byte === NUL) this.#fail('nul', position);
      else if (this.#state === PLAIN) this.#inPlainCell(byte, position);
      else if (this.#state === START) this.#atCellStart(byte, position, afterCr);
      else if (this.#state === QUOTED) this.#inQuotes(byte, afterCr);
      else this.#behindQuote(byte, position);
    }
    this.#position = end;
    this.#checkLimits(end);
  }

  /** Where a plain cell may end: most bytes are in one, and mean nothing. */
  #endOfPlain(from: number, end: number): number {
    const buffer = this.#buffer;
    const delimiter = this.#delimiter;
    let i = from - this.#base;
    const length = end - this.#base;
    // NUL and the line breaks are below a space.
    while (i < length && buffer[i]! >= SPACE && buffer[i] !== delimiter) i++;
    return i + this.#base;
  }

  #atCellStart(byte: number, position: number, afterCr: boolean): void {
    if (byte === LF && afterCr && position === this.#rowStart) this.#startRow(position + 1);
    else if (byte === this.#delimiter) this.#endCell(position);
    else if (byte === LF || byte === CR) this.#endLine(position);
    else if (byte === QUOTE) this.#openQuote(position);
    else if (byte !== SPACE && byte !== TAB) this.#state = PLAIN;
  }

  #inPlainCell(byte: number, position: number): void {
    if (byte === this.#delimiter) this.#endCell(position);
    else if (byte === LF || byte === CR) this.#endLine(position);
  }

  #inQuotes(byte: number, afterCr: boolean): void {
    if (byte === QUOTE) this.#state = QUOTE_SEEN;
    else if (byte === CR || (byte === LF && !afterCr)) this.#line++;
  }

  #behindQuote(byte: number, position: number): void {
    if (byte === this.#delimiter || byte === LF || byte === CR) {
      this.#keepPadding(position);
      if (byte === this.#delimiter) this.#endCell(position);
      else this.#endLine(position);
    } else if (byte === QUOTE && this.#state === QUOTE_SEEN) this.#state = QUOTED;
    else if (byte !== SPACE && byte !== TAB) this.#fail('text-after-quote', position);
    else if (this.#state === QUOTE_SEEN) {
      this.#state = CLOSED;
      this.#paddingStart = position;
    }
  }

  #openQuote(position: number): void {
    if (position > this.#cellStart) this.#padding.push(this.#cellStart, position);
    this.#state = QUOTED;
    this.#rowQuoted = true;
    this.#quoteLine = this.#line;
  }

  #keepPadding(position: number): void {
    if (this.#state === CLOSED) this.#padding.push(this.#paddingStart, position);
  }

  #endCell(position: number): void {
    this.#checkLimits(position);
    this.#column++;
    this.#cellStart = position + 1;
    this.#state = START;
  }

  #endLine(position: number): void {
    this.#line++;
    this.#endRow(position, position + 1);
  }

  /** `end` is the offset behind the row's last cell, `next` that behind its line break. */
  #endRow(end: number, next: number): void {
    this.#checkLimits(end);
    if (this.fault !== null) return;
    const blank = this.#state === START && this.#column === 0;
    if (!blank) {
      this.#offsets.push(this.#rowStart);
      this.#ends.push(end);
      this.#lines.push(this.#rowLine);
    } else if (end > this.#rowStart) this.#padding.push(this.#rowStart, end);
    this.#quoted ||= this.#rowQuoted;
    this.#startRow(next);
  }

  #startRow(position: number): void {
    this.#rowStart = position;
    this.#cellStart = position;
    this.#rowLine = this.#line;
    this.#rowQuoted = false;
    this.#column = 0;
    this.#state = START;
  }

  /** Names the limit that was passed first, so that the answer is the same however the file was cut into pieces. */
  #checkLimits(position: number): void {
    const cellEnd = this.#cellStart + this.#limits.cellBytesMax;
    const rowEnd = this.#rowStart + this.#limits.rowBytesMax;
    if (this.fault !== null || (position <= cellEnd && position <= rowEnd)) return;
    if (cellEnd <= rowEnd) this.#setFault('cell-bytes', cellEnd);
    else this.#setFault('row-bytes', rowEnd);
  }

  #fail(kind: RowFault['kind'], position: number): void {
    this.#checkLimits(position);
    if (this.fault === null) this.#setFault(kind, position);
  }

  #setFault(kind: RowFault['kind'], position: number): void {
    const from = this.#cellStart - this.#base;
    const cell = this.#buffer.subarray(from, Math.min(from + VALUE_BYTES, position - this.#base));
    this.fault = {
      kind,
      line: this.#state >= QUOTED ? this.#quoteLine : this.#rowLine,
      at: this.#line,
      column: this.#column,
      value: new TextDecoder().decode(cell),
    };
  }

  #takeBatch(end: number): RowBatch | null {
    if (end === this.#base) return null;
    const size = end - this.#base;
    let split = 0;
    while (split < this.#padding.length && this.#padding[split]! < end) split += 2;
    const batch = {
      bytes: this.#buffer.slice(0, size),
      start: this.#base,
      padding: this.#padding.splice(0, split),
      offsets: this.#offsets,
      ends: this.#ends,
      lines: this.#lines,
      quoted: this.#quoted,
    };
    this.#buffer.copyWithin(0, size, this.#length);
    this.#length -= size;
    this.#base = end;
    this.#offsets = [];
    this.#ends = [];
    this.#lines = [];
    this.#quoted = false;
    return batch;
  }
}

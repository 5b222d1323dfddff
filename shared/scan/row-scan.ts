import type { OpenedCsv } from '../csv/open-csv.ts';
import { type RowBatch, RowScanner } from '../csv/row-scanner.ts';
import { isUtf8 } from '../csv/utf8.ts';
import { BlockInProgress, type ScannedColumnPlan } from './block-in-progress.ts';
import { type Engine, STOPPED } from './engine.ts';
import { ScanMemory } from './scan-memory.ts';
import type { ScannedBlock } from './scanned-block.ts';

/** Bytes that are scanned at once: what is known of them stays in the processor's cache. */
const WINDOW_BYTES = 262_144;
/** Bytes that the reference reader is given at a time, so that the scan soon takes over again. */
const CARE_BYTES = 65_536;
const LF = 10;
const CR = 13;

/**
 * The data rows of an opened file, scanned into columns of numbers and of texts by the engine. What the engine is not
 * sure of it leaves to the code that reads any file: a cell to `parseNumber`, rows to `RowScanner` and `RowRules`. So
 * the outcome is the same as that of `readRows` and `blockTyper`, for every file, in every error; where blocks end is
 * not, and no matter.
 *
 * Memory: a few megabytes and the longest row. O(bytes).
 */
export class RowScan {
  readonly #opened: OpenedCsv;
  readonly #memory: ScanMemory;
  readonly #block: BlockInProgress;
  readonly #windowBytes: number;
  /** Addresses of the next row and of the input's end. */
  #start = 0;
  #end = 0;
  /** Line of the next row, and what makes an offset in the file of an address. */
  #line: number;
  #origin: number;
  /** Bytes of input that make another look worth it. */
  #wanted: number;
  /** Whether a row ended in a carriage return behind which a line feed would belong to it. */
  #afterReturn = false;

  /** @param windowBytes bytes scanned at once, at least; tests make it small */
  constructor(
    engine: Engine,
    opened: OpenedCsv,
    columns: readonly ScannedColumnPlan[],
    windowBytes = WINDOW_BYTES,
  ) {
    const { delimiter, rules, offset, line } = opened;
    this.#opened = opened;
    this.#memory = new ScanMemory(engine, columns.length, {
      delimiter,
      columns: rules.header.names.length,
      limits: rules.limits,
      bytesMax: opened.bytesMax,
    });
    this.#block = new BlockInProgress(this.#memory, columns);
    this.#windowBytes = windowBytes;
    this.#wanted = windowBytes;
    this.#origin = offset;
    this.#line = line;
  }

  /** Rows of a block at most. */
  get blockRows(): number {
    return this.#memory.blockRows;
  }

  /** Changes as what the cells of a column are wanted, from the next block on; to be called when one is handed out. */
  choose(columns: readonly ScannedColumnPlan[]): void {
    this.#block.choose(columns);
  }

  /** To be iterated once; stopping early closes the source. A block holds until the next one is asked for. */
  async *blocks(): AsyncGenerator<ScannedBlock, void, undefined> {
    const { source, rules, onProgress } = this.#opened;
    try {
      for await (const piece of source) {
        this.#append(piece);
        if (this.#end - this.#start < this.#wanted) continue;
        yield* this.#read(false);
        onProgress?.({ bytes: this.#offset, rows: rules.rows });
      }
      yield* this.#read(true);
      yield* this.#handOut();
      rules.endLine = this.#line;
      onProgress?.({ bytes: this.#offset, rows: rules.rows });
    } finally {
      await source.return();
    }
  }

  /** Offset in the file of the next row. */
  get #offset(): number {
    return this.#start + this.#origin;
  }

  #append(piece: Uint8Array): void {
    const kept = this.#end - this.#start;
    // Moving little to the front keeps the input in memory that the processor has at hand.
    if (kept < piece.length || this.#end + piece.length > this.#memory.inputEnd) {
      const room = Math.max(kept + piece.length, Math.min(2 * this.#windowBytes, this.#opened.bytesMax));
      const start = this.#memory.reserve(room, this.#start, this.#end);
      this.#origin += this.#start - start;
      this.#start = start;
      this.#end = start + kept;
    }
    this.#memory.bytes.set(piece, this.#end);
    this.#end += piece.length;
  }

  /** Reads the complete rows of the input; when the file has ended, all of it. */
  *#read(ended: boolean): Generator<ScannedBlock, void, undefined> {
    const { cellBytesMax } = this.#opened.rules.limits;
    this.#skipFeed();
    while (this.#start < this.#end) {
      const from = this.#start;
      const needsCare = yield* this.#scan();
      // A quote that never closes hides all rows behind it; the limits tell.
      const isStuck = this.#start === from && this.#end - from > cellBytesMax;
      if (!needsCare && !isStuck && !ended) break;
      if (this.#start < this.#end && !(yield* this.#readCarefully(ended))) break;
    }
    this.#wanted = Math.max(this.#windowBytes, 2 * (this.#end - this.#start));
  }

  /** Scans rows until there is no further complete one, or one needs care: then true. */
  *#scan(): Generator<ScannedBlock, boolean, undefined> {
    const { engine, bytes } = this.#memory;
    engine.index(this.#start, this.#end);
    if (engine.hasNonAscii.value !== 0 && !isUtf8(bytes.subarray(this.#start, engine.rowsEnd.value)))
      return true;
    engine.beginRows(this.#start, this.#line, this.#origin);
    while (true) {
      const stopped = this.#parse();
      if (stopped === STOPPED.blockFull) yield* this.#handOut();
      else if (stopped === STOPPED.textsFull) {
        yield* this.#handOut();
        this.#block.forgetTexts();
      } else if (stopped !== STOPPED.oddFull) {
        return stopped === STOPPED.needsCare || engine.stoppedEarly.value !== 0;
      }
    }
  }

  /** Lets the engine parse, and takes what it leaves. */
  #parse(): number {
    const { engine } = this.#memory;
    const { rules } = this.#opened;
    const before = engine.rows.value;
    const stopped = engine.parseRows();
    this.#start = engine.position.value;
    this.#line = engine.line.value;
    this.#block.takeOddCells();
    rules.count(engine.rows.value - before, (i) => this.#memory.rowLines[before + i]!);
    if (engine.shortRows.value > 0) {
      rules.notices.shortRows(
        engine.shortRows.value,
        engine.firstShortLine.value,
        engine.firstShortCells.value,
      );
      engine.forgetShortRows();
    }
    return stopped;
  }

  /** Hands the next rows, up to one at least, to the reference reader; false when it needs more bytes. */
  *#readCarefully(ended: boolean): Generator<ScannedBlock, boolean, undefined> {
    const { delimiter, rules } = this.#opened;
    const { bytes } = this.#memory;
    const scanner = new RowScanner(delimiter, rules.limits, this.#offset, this.#line, 1);
    let batch: RowBatch | null = null;
    for (let at = this.#start; at < this.#end && batch === null && scanner.fault === null; at += CARE_BYTES) {
      batch = scanner.push(bytes.subarray(at, Math.min(at + CARE_BYTES, this.#end)));
    }
    if (ended && scanner.fault === null) batch ??= scanner.finish();
    if (batch !== null) {
      for (const [i, cells] of rules.split(batch).entries()) {
        rules.check(cells, batch.lines[i]!);
        if (this.#block.isFull) yield* this.#handOut();
        this.#block.addRow(cells, batch.offsets[i]!, batch.lines[i]!);
      }
      this.#start += batch.bytes.length;
      this.#afterReturn = batch.bytes.at(-1) === CR;
      this.#line = scanner.line;
      this.#skipFeed();
    }
    if (scanner.fault !== null) throw rules.error(scanner.fault);
    return batch !== null;
  }

  /** The line feed of a row that ended in a carriage return. */
  #skipFeed(): void {
    if (!this.#afterReturn || this.#start === this.#end) return;
    if (this.#memory.bytes[this.#start] === LF) this.#start++;
    this.#afterReturn = false;
  }

  *#handOut(): Generator<ScannedBlock, void, undefined> {
    if (this.#block.rows === 0) return;
    yield this.#block.finish();
    this.#block.next();
  }
}

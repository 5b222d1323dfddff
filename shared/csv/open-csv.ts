import { openText } from '../input/open-text.ts';
import type { ByteRanges, StoredFile } from '../input/stored-file.ts';
import { CsvError } from './csv-error.ts';
import { CSV_LIMITS, type CsvLimits } from './csv-limits.ts';
import { type Delimiter, detectDelimiter, separatorLine } from './delimiter.ts';
import { refuseOtherKinds } from './file-kind.ts';
import { readHeader } from './header.ts';
import { ReadingNotices } from './reading-notices.ts';
import { rowBatches } from './row-batches.ts';
import { faultError } from './row-errors.ts';
import { RowRules } from './row-rules.ts';
import { RowScanner } from './row-scanner.ts';
import { splitRows } from './split-rows.ts';
import { invalidUtf8Rows } from './utf8.ts';

export interface OpenCsvOptions {
  /** File name for messages. */
  readonly name: string;
  /** When not given: what a first line such as `sep=;` declares, or else detected. */
  readonly delimiter?: Delimiter;
  /** Called now and then with the totals so far. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly rows: number }) => void;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<CsvLimits>;
}

/** A file whose header has been read, before its first data row. */
export interface OpenedCsv {
  readonly delimiter: Delimiter;
  readonly rules: RowRules;
  /** The file from the first data row on; whoever reads it closes it. */
  readonly source: ByteSource;
  /** Where the first data row stands: its offset in the file, and its line. */
  readonly offset: number;
  readonly line: number;
  /** Whether it is so short that it is read cell by cell before the scan engine would be ready. */
  readonly isShort: boolean;
  /** No more bytes than this are in it: known of a file that ends within what is read at the start, otherwise infinite. */
  readonly bytesMax: number;
  /** Any part of the file besides, where it can be read in parts. */
  readonly ranges?: ByteRanges | undefined;
  readonly onProgress: OpenCsvOptions['onProgress'];
}

/** What the file's delimiter is judged by. */
const SAMPLE_BYTES = 65_536;
/** What is read of a file before anything is done with it. */
const START_BYTES = 262_144;
const SHORT_BYTES = 32_768;
/** The header is looked for in this many bytes, then in twice as many, and so on: most are short. */
const HEADER_BYTES = 2_048;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Opens a CSV file: refuses what is none, finds its delimiter, reads its header. The file must have a data row, whose
 * length shows whether the header's last name counts.
 *
 * A chunk is used until the next one is asked for, and not afterwards: a source may use its memory again.
 *
 * @throws CsvError for a file that cannot be read; the signal's reason when aborted; whatever the source throws
 */
export async function openCsv(stored: StoredFile, options: OpenCsvOptions): Promise<OpenedCsv> {
  const { name: file, onProgress } = options;
  const limits = { ...CSV_LIMITS, ...options.limits };
  const text = await openText(stored, { name: file, signal: options.signal });
  const source = text.chunks;
  try {
    const start = await readStart(source);
    refuseOtherKinds(start, file);
    const mark = BYTE_ORDER_MARK.every((byte, i) => start[i] === byte) ? BYTE_ORDER_MARK.length : 0;
    const sample = new TextDecoder().decode(start.subarray(mark, SAMPLE_BYTES));
    const separator = separatorLine(sample);
    const delimiter =
      text.delimiter ??
      options.delimiter ??
      separator?.delimiter ??
      detectDelimiter(sample, start.length < SAMPLE_BYTES);
    const skip = mark + (separator?.bytes ?? 0);
    const scanner = new RowScanner(delimiter, limits, skip, separator === null ? 1 : 2, 1);
    const rewindable = new Rewindable(growingPieces(start.subarray(skip)), source, skip);
    const found = await findHeader(rewindable, scanner, file, delimiter, limits);
    const { notices, offset, line } = found;
    const header = { ...found.header, notices: [...text.notices, ...found.header.notices] };
    return {
      delimiter,
      rules: new RowRules(header, { file, delimiter, limits }, notices),
      source: rewindable.rewind(offset),
      offset,
      line,
      isShort: start.length < SHORT_BYTES,
      bytesMax: start.length < START_BYTES ? start.length : Infinity,
      ranges: text.ranges,
      onProgress: onProgress && (({ bytes, rows }) => onProgress({ bytes: text.storedBytes(bytes), rows })),
    };
  } catch (error) {
    await source.return();
    throw error;
  }
}

/** The first bytes of the source, `START_BYTES` or somewhat more unless it has fewer. */
async function readStart(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < START_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    if (start.length === 0 && next.value.length >= START_BYTES) return next.value;
    const longer = new Uint8Array(start.length + next.value.length);
    longer.set(start);
    longer.set(next.value, start.length);
    start = longer;
  }
  return start;
}

function* growingPieces(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let from = 0, size = HEADER_BYTES; from < bytes.length; from += size, size = from) {
    yield bytes.subarray(from, from + size);
  }
}

/** A source that can be closed at any time, begun or not. */
interface ByteSource extends AsyncIterableIterator<Uint8Array, void, undefined> {
  return(): Promise<IteratorResult<Uint8Array, void>>;
}

/** Keeps what the header was looked for in, so that the data rows can be read from their first byte. */
class Rewindable implements ByteSource {
  #pieces: Iterator<Uint8Array, void, undefined>;
  readonly #rest: AsyncGenerator<Uint8Array, void, undefined>;
  #taken: Uint8Array[] | null = [];
  #takenFrom: number;
  #ownsTaken = false;

  /** `offset` is that of the first byte of `start`. */
  constructor(
    start: Iterator<Uint8Array, void, undefined>,
    rest: AsyncGenerator<Uint8Array, void, undefined>,
    offset: number,
  ) {
    this.#pieces = start;
    this.#rest = rest;
    this.#takenFrom = offset;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, void>> {
    const first = this.#pieces.next();
    if (first.done !== true) {
      this.#taken?.push(first.value);
      return first;
    }
    if (this.#taken === null) return this.#rest.next();
    // A source may use a chunk's memory again for the next one; a slice of Node's Buffer would be no copy.
    if (!this.#ownsTaken) this.#taken = this.#taken.map((piece) => new Uint8Array(piece));
    this.#ownsTaken = true;
    const next = await this.#rest.next();
    if (next.done !== true) this.#taken.push(new Uint8Array(next.value));
    return next;
  }

  return(): Promise<IteratorResult<Uint8Array, void>> {
    return this.#rest.return();
  }

  /** Goes on at an offset among what was taken; from now on nothing is kept. */
  rewind(offset: number): this {
    this.#pieces = piecesFrom(this.#taken ?? [], offset - this.#takenFrom, this.#pieces);
    this.#taken = null;
    return this;
  }
}

/** The pieces but for their first `skipped` bytes, then the others. */
function* piecesFrom(
  pieces: readonly Uint8Array[],
  skipped: number,
  others: Iterator<Uint8Array, void, undefined>,
): Generator<Uint8Array, void, undefined> {
  let left = skipped;
  for (const piece of pieces) {
    if (left < piece.length) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
  for (let next = others.next(); next.done !== true; next = others.next()) yield next.value;
}

/** The header, and where the first data row begins. */
async function findHeader(
  source: AsyncIterator<Uint8Array>,
  scanner: RowScanner,
  file: string,
  delimiter: Delimiter,
  limits: CsvLimits,
) {
  const notices = new ReadingNotices();
  const rows: { cells: readonly string[]; offset: number; line: number }[] = [];
  for await (const batch of rowBatches(source, scanner)) {
    if (rows.length === 0 && invalidUtf8Rows(batch)[0] === 0) notices.invalidUtf8(batch.lines[0]!);
    for (const [i, cells] of splitRows(batch, delimiter).entries()) {
      rows.push({ cells, offset: batch.offsets[i]!, line: batch.lines[i]! });
    }
    if (rows.length > 1) break;
  }
  const [head, first] = rows;
  if (first === undefined && scanner.fault !== null) {
    throw faultError(scanner.fault, head?.cells ?? [], file, limits);
  }
  if (head === undefined) {
    throw new CsvError({
      code: 'empty',
      file,
      rule: 'the file is empty',
      wayOut: 'Check that its export or upload was complete: a header and at least one row are needed',
    });
  }
  if (first === undefined) {
    throw new CsvError({
      code: 'no-rows',
      file,
      line: head.line,
      rule: 'the file has a header and no rows',
      wayOut: 'Check that its export or upload was complete: at least one row of data is needed',
    });
  }
  const header = readHeader(head.cells, head.line, first.cells.length, file, limits);
  return { header, notices, offset: first.offset, line: first.line };
}

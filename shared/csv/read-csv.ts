import type { ReadNotice, TextBlock } from './blocks.ts';
import { boundedChunks } from './chunks.ts';
import { CSV_LIMITS, type CsvLimits } from './csv-limits.ts';
import { type Delimiter, detectDelimiter, separatorLine } from './delimiter.ts';
import { refuseOtherKinds } from './file-kind.ts';
import { RowReader } from './row-reader.ts';
import { RowScanner } from './row-scanner.ts';

export interface ReadCsvOptions {
  /** File name for messages. */
  readonly name: string;
  /** When not given: what a first line such as `sep=;` declares, or else detected. */
  readonly delimiter?: Delimiter;
  /** Called after each batch of rows with the totals so far. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly rows: number }) => void;
  readonly signal?: AbortSignal;
  /** Rows of each block but the last; by default as many as keep a block to a few megabytes. */
  readonly rowsPerBlock?: number;
  readonly limits?: Partial<CsvLimits>;
}

export interface CsvReading {
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  /** To be iterated once; stopping early closes the source. */
  readonly blocks: AsyncIterable<TextBlock>;
  /** What a person should know about the reading; complete after the last block. */
  notices(): readonly ReadNotice[];
}

/** What the file's kind and delimiter are judged by. */
const START_BYTES = 65_536;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads a CSV file as it comes, in constant memory: blocks of rows, the same ones however the bytes were cut into
 * chunks. Cells are trimmed; those that are empty or a missing token (`missing.ts`) are `null`. Blank lines are
 * skipped, rows shorter than the header end in missing cells.
 *
 * Runs in Node and in the browser. The source is read no faster than blocks are taken. O(bytes).
 *
 * @throws CsvError, from the call or from the iteration, for a file that cannot be read; the signal's reason when
 *   aborted; whatever the source throws
 * @example
 * const { header, blocks } = await readCsv(createReadStream('june.csv'), { name: 'june.csv' });
 * for await (const block of blocks) console.log(block.rows, block.columns[header.indexOf('age')]);
 */
export async function readCsv(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadCsvOptions,
): Promise<CsvReading> {
  const { name: file } = options;
  const limits = { ...CSV_LIMITS, ...options.limits };
  const source = boundedChunks(chunks, options.signal);
  try {
    const start = await readStart(source);
    refuseOtherKinds(start, file);
    const mark = BYTE_ORDER_MARK.every((byte, i) => start[i] === byte) ? BYTE_ORDER_MARK.length : 0;
    const sample = new TextDecoder().decode(start.subarray(mark, START_BYTES));
    const separator = separatorLine(sample);
    const delimiter =
      options.delimiter ?? separator?.delimiter ?? detectDelimiter(sample, start.length < START_BYTES);
    const skip = mark + (separator?.bytes ?? 0);
    const scanner = new RowScanner(delimiter, limits, skip, separator === null ? 1 : 2);
    const reader = new RowReader(startingWith(start.subarray(skip), source), scanner, {
      file,
      delimiter,
      limits,
      rowsPerBlock: options.rowsPerBlock,
      onProgress: options.onProgress,
    });
    const header = await reader.readHeader();
    return { header, delimiter, blocks: reader.blocks(), notices: () => reader.notices() };
  } catch (error) {
    await source.return();
    throw error;
  }
}

/** The first bytes of the source, `START_BYTES` or somewhat more unless it has fewer. */
async function readStart(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < START_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  const start = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    start.set(piece, offset);
    offset += piece.length;
  }
  return start;
}

async function* startingWith(
  start: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield start;
    yield* rest;
  } finally {
    await rest.return();
  }
}

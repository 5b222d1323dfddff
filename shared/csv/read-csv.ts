import type { StoredFile } from '../input/stored-file.ts';
import type { ReadNotice, TextBlock } from './blocks.ts';
import type { Delimiter } from './delimiter.ts';
import { type OpenCsvOptions, openCsv } from './open-csv.ts';
import { readRows } from './row-reader.ts';

export interface ReadCsvOptions extends OpenCsvOptions {
  /** Rows of each block but the last; by default as many as keep a block to a few megabytes. */
  readonly rowsPerBlock?: number;
}

export interface CsvReading {
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  /** To be iterated once; stopping early closes the source. */
  readonly blocks: AsyncIterable<TextBlock>;
  /** What a person should know about the reading; complete after the last block. */
  notices(): readonly ReadNotice[];
}

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
export async function readCsv(chunks: StoredFile, options: ReadCsvOptions): Promise<CsvReading> {
  const opened = await openCsv(chunks, options);
  const { delimiter, rules } = opened;
  return {
    header: rules.header.names,
    delimiter,
    blocks: readRows(opened, options.rowsPerBlock),
    notices: () => rules.notices.list(rules.header),
  };
}

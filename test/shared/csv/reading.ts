import type { ReadNotice } from '../../../shared/csv/blocks.ts';
import { CsvError } from '../../../shared/csv/csv-error.ts';
import { type ReadCsvOptions, readCsv } from '../../../shared/csv/read-csv.ts';

/** A whole file read, its blocks put together. */
export interface WholeFile {
  readonly header: readonly string[];
  readonly delimiter: string;
  readonly rows: (string | null)[][];
  readonly offsets: number[];
  readonly lines: number[];
  readonly blockRows: number[];
  readonly notices: readonly ReadNotice[];
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes in pieces that end at `cuts`. */
export async function* pieces(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    yield bytes.slice(from, to);
    from = to;
  }
}

export async function readAll(
  file: string | Uint8Array,
  options: Partial<ReadCsvOptions> = {},
  cuts: readonly number[] = [],
): Promise<WholeFile> {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const reading = await readCsv(pieces(bytes, cuts), { name: 'test.csv', ...options });
  const whole: Omit<WholeFile, 'notices'> = {
    header: reading.header,
    delimiter: reading.delimiter,
    rows: [],
    offsets: [],
    lines: [],
    blockRows: [],
  };
  for await (const block of reading.blocks) {
    for (let i = 0; i < block.rows; i++) whole.rows.push(block.columns.map((cells) => cells[i] ?? null));
    whole.offsets.push(...block.rowOffsets);
    whole.lines.push(...block.rowLines);
    whole.blockRows.push(block.rows);
  }
  return { ...whole, notices: reading.notices() };
}

/** The error that reading the file ends with. */
export async function readError(
  file: string | Uint8Array,
  options: Partial<ReadCsvOptions> = {},
  cuts: readonly number[] = [],
): Promise<CsvError> {
  try {
    await readAll(file, options, cuts);
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
  throw new Error('The file was read without an error.');
}

/** What reading gives, be it rows or an error, in a form that two readings can be compared by. */
export async function outcome(
  bytes: Uint8Array,
  options: Partial<ReadCsvOptions> = {},
  cuts: readonly number[] = [],
): Promise<unknown> {
  try {
    return await readAll(bytes, options, cuts);
  } catch (error) {
    if (error instanceof CsvError) return { error: error.code, message: error.message };
    throw error;
  }
}

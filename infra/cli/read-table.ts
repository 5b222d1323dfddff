import { CsvError } from '../../shared/csv/csv-error.ts';
import { readCsv } from '../../shared/csv/read-csv.ts';
import { openText } from '../../shared/input/open-text.ts';
import { sliceTable } from '../../shared/simulate/slice-table.ts';
import type { Table } from '../../shared/simulate/table.ts';
import type { CommandIo } from './command.ts';
import { openInput } from './open-input.ts';

/**
 * Reads a whole CSV with every cell kept as it stands in it; it takes and refuses the same files as every
 * other command. For what fits in memory: a baseline, not a year of production.
 *
 * @param path a file, or `-` for standard input
 * @throws CsvError, or the file system's error
 */
export async function readTable(path: string, io: CommandIo): Promise<Table> {
  const input = await openInput(path, io);
  const chunks: Uint8Array[] = [];
  const options = { name: input.name, signal: io.signal };
  // The text itself: what is compressed, or Parquet, has no cells that stand in the file.
  const text = await openText(input.chunks, options);
  const { header, delimiter, blocks, notices } = await readCsv(keeping(chunks, text.chunks), options);
  const rowOffsets: number[] = [];
  for await (const block of blocks) for (const offset of block.rowOffsets) rowOffsets.push(offset);
  if (notices().some(({ code }) => code === 'invalid-utf8')) {
    throw new CsvError({
      code: 'encoding',
      file: input.name,
      rule: 'some of it is not UTF-8, so it could not be written back as it stands',
      wayOut: 'Save the file as UTF-8 and try again',
    });
  }
  return sliceTable(Buffer.concat(chunks), { columns: header, delimiter, rowOffsets });
}

/** Passes chunks on and keeps them. */
async function* keeping(kept: Uint8Array[], chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    kept.push(chunk);
    yield chunk;
  }
}

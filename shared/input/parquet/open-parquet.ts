import { INFLATED_BYTES_MAX, PARQUET_HELD_BYTES_MAX } from '../../config/limits.ts';
import { CsvError } from '../../csv/csv-error.ts';
import type { Chunks, OpenedText } from '../opened-text.ts';
import { type ByteRanges, bytesAsRanges } from '../stored-file.ts';
import { readFooter } from './read-footer.ts';
import { groupText } from './row-group.ts';
import { planColumns } from './table-columns.ts';
import { headerLine } from './write-cell.ts';

/**
 * Opens a Parquet file as the CSV that the same table would be, so that everything behind it (limits, missing values,
 * roles, the sample's choice of rows) is the same: row N of the table stands on line N + 1. Row groups are read one after the
 * other, pages of their columns side by side; the memory is that of a few pages a column, whatever the size of the file.
 *
 * A small file is held; a larger one needs `ranges`. Nested columns are left out with a notice.
 *
 * @param source the whole file, read to its end in any case
 * @param file name for messages
 * @throws CsvError, from the call or the iteration, for a file that is damaged, encrypted or over a limit
 */
export async function openParquet(
  source: Chunks,
  ranges: ByteRanges | undefined,
  file: string,
): Promise<OpenedText> {
  const large = ranges !== undefined && ranges.size > PARQUET_HELD_BYTES_MAX;
  const parts = large ? ranges : bytesAsRanges(await readAll(source, file));
  const metadata = await readFooter(parts, file);
  const { columns, notices } = planColumns(metadata, file);
  const rowsTotal = Number(metadata.num_rows);
  let rows = 0;

  async function* text(): Chunks {
    const encoder = new TextEncoder();
    let bytes = 0;
    try {
      yield encoder.encode(headerLine(columns.map(({ name }) => name)));
      for (const group of metadata.row_groups) {
        for await (const written of groupText(parts, group, columns, file)) {
          const piece = encoder.encode(written.text);
          rows += written.rows;
          bytes += piece.length;
          if (bytes > INFLATED_BYTES_MAX) throw tooLarge(file);
          yield piece;
        }
      }
      for await (const _ of source); // for whoever digests it
    } finally {
      await source.return();
    }
  }
  return {
    chunks: text(),
    delimiter: ',',
    notices,
    storedBytes: () => Math.floor((parts.size * rows) / rowsTotal),
  };
}

async function readAll(source: Chunks, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > PARQUET_HELD_BYTES_MAX) {
      throw new CsvError({
        code: 'limit',
        file,
        rule: `a Parquet file is read from its end, and of one that cannot be read in parts at most ${PARQUET_HELD_BYTES_MAX} bytes are held (PARQUET_HELD_BYTES_MAX)`,
        wayOut: 'Name the file itself instead of sending it through a pipe, or convert it to CSV',
      });
    }
    chunks.push(new Uint8Array(chunk));
  }
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

const tooLarge = (file: string) =>
  new CsvError({
    code: 'limit',
    file,
    rule: `as text the Parquet file has more than ${INFLATED_BYTES_MAX} bytes (INFLATED_BYTES_MAX)`,
    wayOut: 'Split it into several files; each is a batch of its own',
  });

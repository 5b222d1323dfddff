import type { RowGroup } from 'hyparquet';
import { CsvError } from '../../csv/csv-error.ts';
import { type ByteRanges, bytesAsRanges } from '../stored-file.ts';
import { ColumnReader } from './column-reader.ts';
import { compressors } from './compressors.ts';
import { damaged } from './damaged.ts';
import type { TableColumn } from './table-columns.ts';

/** Bytes read ahead in all columns together: a smaller row group is read in one piece. */
const AHEAD_BYTES = 33_554_432;
const AHEAD_COLUMN_BYTES_MIN = 65_536;
/** Cells written out at once. */
const PIECE_CELLS = 16_384;

/** Some rows as CSV. */
export interface TextRows {
  readonly rows: number;
  readonly text: string;
}

/** The rows of one row group as CSV lines, some at a time. O(cells). */
export async function* groupText(
  parts: ByteRanges,
  group: RowGroup,
  columns: readonly TableColumn[],
  file: string,
): AsyncGenerator<TextRows, void, undefined> {
  const readers = await openColumns(parts, group, columns, file);
  const rowsMax = Math.max(1, Math.floor(PIECE_CELLS / columns.length));
  for (let left = Number(group.num_rows); left > 0; ) {
    // Together: where the file lies far away, a column more costs no more time.
    await Promise.all(readers.filter(({ ready }) => ready === 0).map((reader) => reader.load(left)));
    const rows = Math.min(left, rowsMax, ...readers.map(({ ready }) => ready));
    yield { rows, text: writeRows(readers, rows) };
    left -= rows;
  }
}

async function openColumns(
  parts: ByteRanges,
  group: RowGroup,
  columns: readonly TableColumn[],
  file: string,
): Promise<ColumnReader[]> {
  const places = columns.map((column) => placeOf(group, column, parts.size, file));
  const start = Math.min(...places.map((place) => place.start));
  const end = Math.max(...places.map((place) => place.end));
  const ahead = Math.max(AHEAD_COLUMN_BYTES_MIN, Math.floor(AHEAD_BYTES / columns.length));
  if (end - start > AHEAD_BYTES) {
    return columns.map((column, i) => new ColumnReader(column, places[i]!, parts, ahead, file));
  }
  const whole = bytesAsRanges(await parts.read(start, end));
  return columns.map((column, i) => {
    const place = { ...places[i]!, start: places[i]!.start - start, end: places[i]!.end - start };
    return new ColumnReader(column, place, whole, AHEAD_BYTES, file);
  });
}

/** Where the pages of a column lie in the file, the dictionary first. */
function placeOf(group: RowGroup, { leaf, name }: TableColumn, size: number, file: string) {
  const meta = group.columns[leaf]?.meta_data;
  if (meta === undefined) throw damaged(file, 'does not say where a row group has this column', name);
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 0 && start <= end && end <= size)) {
    throw damaged(file, `says that this column lies beyond its ${size} bytes`, name);
  }
  if (meta.codec !== 'UNCOMPRESSED' && meta.codec !== 'SNAPPY' && compressors[meta.codec] === undefined) {
    throw new CsvError({
      code: 'not-csv',
      file,
      column: name,
      rule: `this column of the Parquet file is compressed with ${meta.codec}, which is not read`,
      wayOut: 'Write it with Snappy, Zstandard, gzip or LZ4',
    });
  }
  return { start, end, codec: meta.codec };
}

function writeRows(readers: readonly ColumnReader[], rows: number): string {
  const [first, ...others] = readers;
  let text = '';
  for (let row = 0; row < rows; row++) {
    const cell = first!.next();
    // A line with nothing on it would be a blank line, not a row with one missing cell.
    text += cell === '' && others.length === 0 ? '""' : cell;
    for (const reader of others) text += `,${reader.next()}`;
    text += '\n';
  }
  return text;
}

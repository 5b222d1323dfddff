import type { Table } from './table.ts';

const CLOSING_BREAKS = /[\r\n]+$/;

/**
 * Cuts a CSV that has been read once into raw cells, so that `formatTable` gives back the very bytes. Blank lines
 * between rows are not kept. O(bytes).
 *
 * @param bytes the whole file, valid UTF-8
 * @param reading what `readCsv` said of it: column names, delimiter, and the byte offset of each row
 */
export function sliceTable(
  bytes: Uint8Array,
  reading: {
    readonly columns: readonly string[];
    readonly delimiter: string;
    readonly rowOffsets: readonly number[];
  },
): Table {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const line = (from: number, to: number | undefined) => decoder.decode(bytes.subarray(from, to));
  const { columns, delimiter, rowOffsets } = reading;
  const header = line(0, rowOffsets[0]);
  return {
    columns,
    delimiter,
    header: header.replace(CLOSING_BREAKS, ''),
    newline: CLOSING_BREAKS.exec(header)?.[0].startsWith('\r\n') ? '\r\n' : '\n',
    rows: rowOffsets.map((from, index) =>
      rawCells(line(from, rowOffsets[index + 1]).replace(CLOSING_BREAKS, ''), delimiter),
    ),
  };
}

/** Cells of one sound row as they stand, quotes and padding included. */
function rawCells(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter);
  const cells: string[] = [];
  let start = 0;
  while (start <= row.length) {
    const opening = start + /^[ \t]*/.exec(row.slice(start))![0].length;
    const from = row[opening] === '"' ? closingQuote(row, opening) : start;
    const found = row.indexOf(delimiter, from);
    const end = found < 0 ? row.length : found;
    cells.push(row.slice(start, end));
    start = end + 1;
  }
  return cells;
}

/** Position of the quote that closes the cell opened at `opening`; doubled quotes stand for one inside it. */
function closingQuote(row: string, opening: number): number {
  let quote = row.indexOf('"', opening + 1);
  while (row[quote + 1] === '"') quote = row.indexOf('"', quote + 2);
  return quote;
}

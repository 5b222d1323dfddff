import { columnIndex, makeTable, type Table } from './table.ts';

/** Cuts a stream into batches of `size` consecutive rows; the last one holds what is left. */
export function splitIntoBatches(stream: Table, size: number): Table[] {
  const batches: Table[] = [];
  for (let start = 0; start < stream.rows.length; start += size) {
    batches.push({ ...stream, rows: stream.rows.slice(start, start + size) });
  }
  return batches;
}

/** A batch as production sees it, and the answers that arrive later. */
export interface LabelledBatch {
  readonly batch: Table;
  /** The id column and the label column, a row for each row of the batch. */
  readonly labels: Table;
}

/** Takes the label column out of a batch of plain cells and keeps it apart beside the id. */
export function separateLabels(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  names: { readonly id: string; readonly label: string },
): LabelledBatch {
  const id = columnIndex({ columns }, names.id);
  const label = columnIndex({ columns }, names.label);
  return {
    batch: makeTable(
      columns.filter((_, i) => i !== label),
      rows.map((row) => row.filter((_, i) => i !== label)),
    ),
    labels: makeTable(
      [names.id, names.label],
      rows.map((row) => [row[id]!, row[label]!]),
    ),
  };
}

/** File name of batch `index` (0-based) of `count`: `batch-01.csv` … `batch-18.csv`, so that names sort in order. */
export function batchName(prefix: string, index: number, count: number): string {
  return `${prefix}-${String(index + 1).padStart(Math.max(2, String(count).length), '0')}.csv`;
}

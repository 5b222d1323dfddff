import { batchName, type LabelledBatch } from './batches.ts';
import type { Table } from './table.ts';

/** One file of a demo, by its path inside the demo's folder. */
export interface DemoFile {
  readonly path: string;
  readonly table: Table;
}

/** Production batches and, under the same names in their own folder, the labels that arrive later. */
export function streamFiles(prefix: string, batches: readonly LabelledBatch[]): DemoFile[] {
  return batches.flatMap(({ batch, labels }, index) => {
    const name = batchName(prefix, index, batches.length);
    return [
      { path: `production/${name}`, table: batch },
      { path: `labels/${name}`, table: labels },
    ];
  });
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** The folder of the sample data. */
export const DATA = fileURLToPath(new URL('../../data/', import.meta.url));

/** Rows of a file in `data/`, by column name. */
export function dataRows(path: string): Record<string, string>[] {
  return parse(readFileSync(`${DATA}${path}`), { columns: true });
}

/** `week-01.csv` … `week-10.csv` for `('week', 10)`. */
export function batchNames(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}.csv`);
}

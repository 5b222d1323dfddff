import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import { parquetSchema } from 'hyparquet/src/metadata.js';
import type { ReadNotice } from '../../csv/blocks.ts';
import { CsvError } from '../../csv/csv-error.ts';
import { showName } from '../../text/safe-text.ts';
import { decoding } from './damaged.ts';
import { type CellWriter, cellWriter } from './write-cell.ts';

/** Names of columns listed in a notice. */
const LISTED_MAX = 10;

/** A column of the table that has one value a row. */
export interface TableColumn {
  readonly name: string;
  /** Its place among the column chunks of a row group. */
  readonly leaf: number;
  readonly element: SchemaElement;
  readonly write: CellWriter;
}

/**
 * The columns that can be read, in the file's order, and a notice that names the others: lists, maps and structures, and
 * types that have no text.
 *
 * @throws CsvError when none is left, or one is described as nothing can be
 */
export function planColumns(
  metadata: FileMetaData,
  file: string,
): { columns: readonly TableColumn[]; notices: readonly ReadNotice[] } {
  const columns: TableColumn[] = [];
  const others: string[] = [];
  let leaf = 0;
  for (const node of decoding(file, undefined, () => parquetSchema(metadata)).children) {
    const { name, repetition_type } = node.element;
    const flat = node.children.length === 0 && repetition_type !== 'REPEATED';
    const write = flat ? cellWriter(node.element) : null;
    if (write === null) others.push(name);
    else columns.push({ name, leaf, element: node.element, write });
    leaf += leavesOf(node);
  }
  if (columns.length === 0) {
    throw new CsvError({
      code: 'not-csv',
      file,
      rule: 'the Parquet file has no column with one value a row',
      wayOut: 'Write nested columns out into plain ones, such as address.city',
    });
  }
  return { columns, notices: others.length === 0 ? [] : [leftOut(others)] };
}

const leavesOf = ({ children }: SchemaTree): number =>
  children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child), 0);

function leftOut(names: readonly string[]): ReadNotice {
  const shown = names.slice(0, LISTED_MAX).map(showName).join(', ');
  const more = names.length > LISTED_MAX ? `, and ${names.length - LISTED_MAX} more` : '';
  const what =
    names.length === 1 ? 'Column is nested, or of a type' : `${names.length} columns are nested, or of types`;
  return {
    code: 'nested-column-left-out',
    message: `${what} without a text, and left out: ${shown}${more}. Write what matters of them into plain columns.`,
  };
}

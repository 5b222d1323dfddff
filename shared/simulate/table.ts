import { nearNames } from '../text/near-names.ts';
import { SimulationError } from './simulation-error.ts';

/**
 * A CSV held cell by cell as it stands in the file, quotes and padding included, so that whatever a simulation
 * does not touch is written back byte for byte.
 */
export interface Table {
  /** Column names, unquoted and trimmed. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** The header line as it stands in the file, byte-order mark included, line break not. */
  readonly header: string;
  /** Raw cells, row by row. A row may be shorter than the header. */
  readonly rows: readonly (readonly string[])[];
  readonly newline: '\n' | '\r\n';
}

/** A table of plain values, quoted where CSV asks for it. */
export function makeTable(columns: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    columns,
    delimiter: ',',
    header: columns.map((name) => rawCell(name, ',')).join(','),
    rows: rows.map((row) => row.map((text) => rawCell(text, ','))),
    newline: '\n',
  };
}

/** What a raw cell says: without its quotes and the padding around it. */
export function cellText(raw: string): string {
  const text = raw.trim();
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"').trim() : text;
}

/** Text as a raw cell: quoted where it holds the delimiter, a quote, a line break or padding. */
export function rawCell(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Position of a column. Throws a SimulationError that names near matches when there is none. */
export function columnIndex(table: Pick<Table, 'columns'>, name: string): number {
  const index = table.columns.indexOf(name);
  if (index >= 0) return index;
  const near = nearNames(name, table.columns);
  const wayOut =
    near.length > 0
      ? `Did you mean ${near.map((n) => `"${n}"`).join(' or ')}?`
      : `It has: ${table.columns.slice(0, 20).join(', ')}${table.columns.length > 20 ? ', …' : ''}.`;
  throw new SimulationError(`The baseline has no column "${name}". ${wayOut}`);
}

/** All cells of one column as text; a row that ends before it counts as an empty cell. O(rows). */
export function columnTexts(table: Table, name: string): string[] {
  const index = columnIndex(table, name);
  return table.rows.map((row) => cellText(row[index] ?? ''));
}

/** The table as CSV text; every row ends in a line break. */
export function formatTable(table: Table): string {
  const lines = [table.header, ...table.rows.map((row) => row.join(table.delimiter))];
  return lines.join(table.newline) + table.newline;
}

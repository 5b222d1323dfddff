import type { ColumnBlock, ColumnValues } from '../csv/blocks.ts';
import type { LabelledRows } from './training-data.ts';

/** Typed rows that are gathered one by one and thinned out now and then. */
export class RowStore {
  readonly #columns: (number[] | (string | null)[])[];
  #labels: string[] = [];
  #ids: (string | null)[] = [];

  constructor(kinds: readonly ColumnValues['kind'][]) {
    this.#columns = kinds.map(() => []);
  }

  get count(): number {
    return this.#labels.length;
  }

  get labels(): readonly string[] {
    return this.#labels;
  }

  get ids(): readonly (string | null)[] {
    return this.#ids;
  }

  add(block: ColumnBlock, row: number, label: string, id: string | null): void {
    for (const [i, column] of this.#columns.entries()) {
      (column as (number | string | null)[]).push(block.columns[i]!.values[row]!);
    }
    this.#labels.push(label);
    this.#ids.push(id);
  }

  /** @param rows those that stay, ascending */
  keep(rows: readonly number[]): void {
    for (const [i, column] of this.#columns.entries()) {
      this.#columns[i] = rows.map((row) => column[row]!) as typeof column;
    }
    this.#labels = rows.map((row) => this.#labels[row]!);
    this.#ids = rows.map((row) => this.#ids[row]!);
  }

  columns(kinds: readonly ColumnValues['kind'][]): LabelledRows['columns'] {
    return this.#columns.map((column, i) =>
      kinds[i] === 'number' ? Float64Array.from(column as number[]) : (column as (string | null)[]),
    );
  }
}

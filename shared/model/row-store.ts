import type { ColumnBlock, ColumnValues } from '../csv/blocks.ts';
import type { LabelledRows } from './training-data.ts';

/** What is known of a row besides its inputs. */
interface RowFacts {
  /** Its place in the file. */
  readonly number: number;
  readonly label: string;
  readonly id: string | null;
}

/** Typed rows that are gathered one by one and thinned out now and then. */
export class RowStore {
  readonly #columns: (number[] | (string | null)[])[];
  #facts: RowFacts[] = [];

  constructor(kinds: readonly ColumnValues['kind'][]) {
    this.#columns = kinds.map(() => []);
  }

  get count(): number {
    return this.#facts.length;
  }

  get labels(): readonly string[] {
    return this.#facts.map(({ label }) => label);
  }

  get ids(): readonly (string | null)[] {
    return this.#facts.map(({ id }) => id);
  }

  get numbers(): readonly number[] {
    return this.#facts.map(({ number }) => number);
  }

  add(block: ColumnBlock, row: number, facts: RowFacts): void {
    for (const [i, column] of this.#columns.entries()) {
      (column as (number | string | null)[]).push(block.columns[i]!.values[row]!);
    }
    this.#facts.push(facts);
  }

  /** @param rows those that stay, ascending */
  keep(rows: readonly number[]): void {
    for (const [i, column] of this.#columns.entries()) {
      this.#columns[i] = rows.map((row) => column[row]!) as typeof column;
    }
    this.#facts = rows.map((row) => this.#facts[row]!);
  }

  columns(kinds: readonly ColumnValues['kind'][]): LabelledRows['columns'] {
    return this.#columns.map((column, i) =>
      kinds[i] === 'number' ? Float64Array.from(column as number[]) : (column as (string | null)[]),
    );
  }
}

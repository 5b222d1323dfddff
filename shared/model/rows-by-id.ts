/** Which rows have an id, in each of the columns that ids may stand in. Memory: the ids, and a number a row. */
export class RowsById {
  readonly #rows = new Map<string, Map<string, number[]>>();

  /** Says which id a row has in a column. */
  name(column: string, row: number, id: string | null): void {
    if (id === null) return;
    const rows = this.#rows.get(column) ?? new Map<string, number[]>();
    this.#rows.set(column, rows);
    const same = rows.get(id);
    if (same === undefined) rows.set(id, [row]);
    else same.push(row);
  }

  rowsOf(column: string, id: string): readonly number[] {
    return this.#rows.get(column)?.get(id) ?? [];
  }
}

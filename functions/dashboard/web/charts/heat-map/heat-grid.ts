/** What is known of one batch: a column of the heat map. */
export interface HeatBatch {
  readonly id: string;
  readonly name: string;
  /** Milliseconds. */
  readonly uploaded: number;
  /** Names, in the order of `change`. */
  readonly features: readonly string[];
  /** How much each feature changed, in thousandths; negative where the batch has no such feature. */
  readonly change: readonly number[];
  /** Places in `features` of those that drifted. */
  readonly drifted: readonly number[];
}

/** One feature: a row of the heat map. */
export interface HeatRow {
  readonly feature: string;
  /** Batches in which it drifted. */
  readonly driftedIn: number;
  /** Thousandths. */
  readonly strongest: number;
  /** Change by column, in thousandths, ABSENT where the batch has no such feature. */
  readonly change: Int16Array;
  /** 1 by column where it drifted. */
  readonly drifted: Uint8Array;
}

export const ABSENT = -1;

/** The heat map's numbers: rows by name, columns oldest first. */
export interface HeatGrid {
  readonly batches: readonly HeatBatch[];
  readonly rows: readonly HeatRow[];
}

/**
 * Batches side by side, whichever features each of them has. O(features × batches).
 *
 * @param newestFirst batches as the API lists them
 */
export function heatGrid(newestFirst: readonly HeatBatch[]): HeatGrid {
  const batches = [...newestFirst].reverse();
  const rows = new Map<
    string,
    { change: Int16Array; drifted: Uint8Array; driftedIn: number; strongest: number }
  >();
  for (const [column, { features, change, drifted }] of batches.entries()) {
    const marked = new Set(drifted);
    for (const [i, feature] of features.entries()) {
      let row = rows.get(feature);
      if (row === undefined) {
        row = {
          change: new Int16Array(batches.length).fill(ABSENT),
          drifted: new Uint8Array(batches.length),
          driftedIn: 0,
          strongest: ABSENT,
        };
        rows.set(feature, row);
      }
      const size = change[i] ?? ABSENT;
      row.change[column] = size;
      row.strongest = Math.max(row.strongest, size);
      if (!marked.has(i)) continue;
      row.drifted[column] = 1;
      row.driftedIn++;
    }
  }
  return { batches, rows: [...rows].map(([feature, row]) => ({ feature, ...row })) };
}

export type HeatOrder = 'drift' | 'name';

/** Rows whose name holds the text, most often drifted first or by name. O(rows log rows). */
export function heatRows(rows: readonly HeatRow[], order: HeatOrder, search: string): HeatRow[] {
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(({ feature }) => feature.toLowerCase().includes(wanted));
  const byName = (a: HeatRow, b: HeatRow) => (a.feature < b.feature ? -1 : 1);
  if (order === 'name') return found.sort(byName);
  return found.sort((a, b) => b.driftedIn - a.driftedIn || b.strongest - a.strongest || byName(a, b));
}

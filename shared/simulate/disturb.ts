import type { Random } from '../stats/random.ts';
import type { Disturbance } from './disturbance.ts';
import { cellText, columnIndex, columnTexts, rawCell, type Table } from './table.ts';

/** When the disturbances of a stream set in, and how. */
export interface Onset {
  /** First row (0-based) that is disturbed. */
  readonly row: number;
  /** Grow evenly from the onset to full strength at the last row, instead of setting in at once. */
  readonly gradual: boolean;
}

/**
 * Lets disturbances loose on a stream, one after the other. Only cells of the columns they name, from the onset
 * on, change; every other cell stays as it stands. O(rows · disturbances).
 *
 * @param stream the rows that production would have seen; its columns are the baseline's
 * @param baseline what standard deviations and known categories are taken from
 * @throws SimulationError for a column or category that the baseline does not have
 *
 * @example disturb(table, table, [scale('radius_mean', 1.25)], { row: 0, gradual: false }, random)
 */
export function disturb(
  stream: Table,
  baseline: Table,
  disturbances: readonly Disturbance[],
  onset: Onset,
  random: Random,
): Table {
  const rows = stream.rows.map((row) => [...row]);
  for (const { column, prepare } of disturbances) {
    const index = columnIndex(stream, column);
    const change = prepare(columnTexts(baseline, column));
    for (let i = Math.max(0, onset.row); i < rows.length; i++) {
      const raw = rows[i]![index];
      // A row that ends before this column has no such cell to disturb.
      if (raw === undefined) continue;
      const strength = onset.gradual ? (i - onset.row + 1) / (rows.length - onset.row) : 1;
      const text = cellText(raw);
      const changed = change(text, strength, random);
      if (changed !== text) rows[i]![index] = rawCell(changed, stream.delimiter);
    }
  }
  return { ...stream, rows };
}

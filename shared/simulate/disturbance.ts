import type { Random } from '../stats/random.ts';

/**
 * Gives a cell's new text. `strength` runs from 0 (nothing happens) to 1 (the whole disturbance). Returning the
 * very text that came in leaves the cell as it stands in the file.
 */
export type CellChange = (text: string, strength: number, random: Random) => string;

/** Something that goes wrong with one column of a data stream. */
export interface Disturbance {
  readonly column: string;
  /**
   * Called once for a stream with the column's cells in the baseline, from which standard deviations and known
   * levels are taken. Throws a SimulationError when the column cannot suffer this disturbance.
   */
  readonly prepare: (baselineTexts: readonly string[]) => CellChange;
}

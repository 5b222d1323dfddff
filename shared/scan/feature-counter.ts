import type { SampledCells } from './sampled-cells.ts';
import type { ScannedBlock } from './scanned-block.ts';

/** Counts one column of a scan into the tally of one feature. */
export interface FeatureCounter {
  /** Position of the column in scanned blocks. */
  readonly column: number;
  add(block: ScannedBlock): void;
  /** Room for the column's cells in so many sampled rows. */
  sampledCells(places: number): SampledCells;
  /** Writes what was counted into the tally; nothing may be added afterwards. */
  finish(): void;
}

import type { RoomFor } from './array-room.ts';
import type { ScannedBlock } from './scanned-block.ts';

/** Counts one column of a scan into the tally of one feature. */
export interface FeatureCounter {
  /** Position of the column in scanned blocks. */
  readonly column: number;
  add(block: ScannedBlock): void;
  /** Writes what was counted into the tally, with large arrays where there is room; nothing may be added afterwards. */
  finish(roomFor: RoomFor): void;
}

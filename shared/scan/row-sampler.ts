import { LEVEL_READERS } from '../csv/type-block.ts';
import type { FeatureProfile } from '../profile/profile.ts';
import { type RowSample, sampleRowsMax } from '../tally/row-sample.ts';
import type { RoomFor } from './array-room.ts';
import type { Engine } from './engine.ts';
import { type SampledCells, SampledLevels, SampledNumbers } from './sampled-cells.ts';
import type { RowList, ScannedBlock } from './scanned-block.ts';
import { SmallestHashes } from './smallest-hashes.ts';

/** The sample that `sampleBlock` would make of the same rows. */
export class RowSampler {
  readonly #engine: Engine;
  readonly #columns: readonly SampledCells[];
  readonly #kept: SmallestHashes;
  /** In the engine's memory. */
  readonly #places: number;

  /**
   * Memory, in the engine: 10 bytes for each cell of the sample.
   *
   * @param columns of each feature the column in scanned blocks; null where the batch has none
   */
  constructor(
    engine: Engine,
    features: readonly FeatureProfile[],
    columns: readonly (number | null)[],
    blockRows: number,
  ) {
    this.#engine = engine;
    this.#kept = new SmallestHashes(sampleRowsMax(features.length));
    const { places } = this.#kept;
    this.#places = engine.claim(4 * Math.max(blockRows, places));
    const picked = engine.claim(8 * places);
    engine.reserve(8 * places * features.length);
    this.#columns = features.map(({ type }, f) =>
      type === 'numeric'
        ? new SampledNumbers(engine, columns[f]!, places, picked)
        : new SampledLevels(columns[f]!, LEVEL_READERS[type]),
    );
  }

  add(block: ScannedBlock): void {
    const { hashes, upTo } = block.hashedRows();
    const taken = upTo(this.#kept.largestOf(hashes));
    const { rows } = taken;
    if (rows.length === 0) return;
    const places = this.#listed(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      places.rows[i] = this.#kept.take(hashes[row]!, block.rowOffsets[row]!);
    }
    for (const column of this.#columns) column.take(block, taken, places);
  }

  /** To be called once, at the end. */
  finish(roomFor: RoomFor): RowSample {
    const { places, hashes, offsets } = this.#kept.inOrder();
    const listed = this.#listed(places.length);
    listed.rows.set(places);
    return { hashes, offsets, columns: this.#columns.map((column) => column.at(listed, roomFor)) };
  }

  #listed(count: number): RowList {
    const address = this.#places;
    return { address, rows: new Uint32Array(this.#engine.memory.buffer, address, count) };
  }
}

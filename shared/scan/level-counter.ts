import { LEVEL_READERS } from '../csv/type-block.ts';
import { mergeUnparsable, UnparsableCounter } from '../csv/unparsable-cells.ts';
import type { LevelFeatureProfile } from '../profile/profile.ts';
import { LevelAdder } from '../tally/level-tally.ts';
import type { LevelTally } from '../tally/tally.ts';
import { countTexts } from './count-texts.ts';
import type { FeatureCounter } from './feature-counter.ts';
import { type ScannedBlock, type ScannedTexts, textsOf } from './scanned-block.ts';

/** Counts a column of texts: what `addLevels` does, but once for each different text of a block. */
export class LevelCounter implements FeatureCounter {
  readonly column: number;
  readonly #tally: LevelTally;
  readonly #feature: LevelFeatureProfile;
  readonly #read: (text: string) => string | null;

  constructor(column: number, feature: LevelFeatureProfile, tally: LevelTally) {
    this.column = column;
    this.#tally = tally;
    this.#feature = feature;
    this.#read = LEVEL_READERS[feature.type];
  }

  add(block: ScannedBlock): void {
    const column = textsOf(block, this.column);
    const adder = new LevelAdder(this.#tally, this.#feature);
    let hasMisfits = false;
    for (const { id, rows } of countTexts(column)) {
      const level = this.#levelOf(column.texts[id]!);
      hasMisfits ||= level === null && column.texts[id] !== null;
      adder.add(level, rows);
    }
    if (hasMisfits) this.#noteMisfits(column, block.rowLines);
  }

  /** Levels are counted into the tally at once. */
  finish(): void {}

  #levelOf(text: string | null): string | null {
    return text === null ? null : this.#read(text);
  }

  #noteMisfits({ ids, texts }: ScannedTexts, lines: Float64Array): void {
    const misfits = new UnparsableCounter();
    for (let row = 0; row < ids.length; row++) {
      const text = texts[ids[row]!]!;
      if (text !== null && this.#read(text) === null) misfits.note(lines[row]!, text);
    }
    this.#tally.unparsable = mergeUnparsable(this.#tally.unparsable, misfits.take());
  }
}

import { mergeUnparsable } from '../csv/unparsable-cells.ts';
import type { NumericTally } from '../tally/tally.ts';
import type { FeatureCounter } from './feature-counter.ts';
import { numbersOf, type ScannedBlock } from './scanned-block.ts';

/** A column of numbers that another reader counts: only what is known of its cells here is taken. */
export class OfferedColumn implements FeatureCounter {
  readonly column: number;
  readonly #tally: NumericTally;

  constructor(column: number, tally: NumericTally) {
    this.column = column;
    this.#tally = tally;
  }

  add(block: ScannedBlock): void {
    const { unparsable } = numbersOf(block, this.column);
    this.#tally.unparsable = mergeUnparsable(this.#tally.unparsable, unparsable);
  }

  /** Its counters stay empty. */
  finish(): void {}
}

import { UNPARSABLE_EXAMPLES_MAX } from '../config/limits.ts';
import { shorten } from '../text/safe-text.ts';
import type { UnparsableCells } from './blocks.ts';

export const NO_UNPARSABLE: UnparsableCells = { count: 0, examples: [] };

/** Adds two counts; the examples kept are the first by line, whichever part they came from. */
export function mergeUnparsable(a: UnparsableCells, b: UnparsableCells): UnparsableCells {
  if (b.count === 0) return a;
  const examples = [...a.examples, ...b.examples].sort(([lineA], [lineB]) => lineA - lineB);
  return { count: a.count + b.count, examples: examples.slice(0, UNPARSABLE_EXAMPLES_MAX) };
}

/** Counts cells that do not fit their column's type, and quotes the first few; to be told of them line by line. */
export class UnparsableCounter {
  #count = 0;
  #examples: [line: number, text: string][] = [];

  note(line: number, text: string): void {
    this.#count++;
    if (this.#examples.length < UNPARSABLE_EXAMPLES_MAX) this.#examples.push([line, shorten(text)]);
  }

  /** The cells noted since it was last asked. */
  take(): UnparsableCells {
    if (this.#count === 0) return NO_UNPARSABLE;
    const cells = { count: this.#count, examples: this.#examples };
    this.#count = 0;
    this.#examples = [];
    return cells;
  }
}

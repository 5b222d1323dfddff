import { UNPARSABLE_EXAMPLES_MAX } from '../config/limits.ts';
import type { ColumnType } from '../config/settings.ts';
import type { UnparsableCells } from '../csv/blocks.ts';
import { parseNumber } from '../csv/parse-number.ts';
import { booleanLevel, discreteLevel } from '../csv/type-block.ts';
import { shorten } from '../text/safe-text.ts';
import { LevelCounter } from './level-counter.ts';
import { NumberList } from './number-list.ts';

/** What is remembered of one column while the baseline is read: enough to decide on its type at the end. */
export class ColumnCollector {
  readonly numbers = new NumberList();
  readonly levels: LevelCounter;
  missing = 0;
  readonly #unparsable: { count: number; readonly examples: [line: number, text: string][] };
  readonly #take: (text: string) => boolean;

  /** @param declared what the settings say the column is; undefined when its values are to decide */
  constructor(declared: ColumnType | undefined, levelsMax: number) {
    this.levels = new LevelCounter(levelsMax);
    this.#unparsable = { count: 0, examples: [] };
    this.#take = this.#takerFor(declared);
  }

  /** Cells that do not fit the declared type; where none is declared, those that are no numbers. */
  get unparsable(): UnparsableCells {
    return this.#unparsable;
  }

  add(cells: readonly (string | null)[], lines: Float64Array): void {
    for (let row = 0; row < cells.length; row++) {
      const text = cells[row]!;
      if (text === null) this.missing++;
      else if (!this.#take(text)) this.#noteUnparsable(lines[row]!, text);
    }
  }

  /** Takes a cell in and says whether it fits. */
  #takerFor(declared: ColumnType | undefined): (text: string) => boolean {
    switch (declared) {
      case 'numeric':
        return (text) => this.#takeNumber(text);
      case 'discrete':
        return (text) => this.#takeLevel(discreteLevel(text));
      case 'boolean':
        return (text) => this.#takeLevel(booleanLevel(text));
      case 'categorical':
        return (text) => this.#takeLevel(text);
      case undefined:
        return (text) => {
          this.#takeLevel(text);
          return this.#takeNumber(text);
        };
    }
  }

  #takeNumber(text: string): boolean {
    const value = parseNumber(text);
    if (Number.isNaN(value)) return false;
    this.numbers.push(value + 0); // adding 0 turns -0 into 0
    return true;
  }

  #takeLevel(level: string | null): boolean {
    if (level === null) return false;
    this.levels.add(level);
    return true;
  }

  #noteUnparsable(line: number, text: string): void {
    this.#unparsable.count++;
    if (this.#unparsable.examples.length < UNPARSABLE_EXAMPLES_MAX) {
      this.#unparsable.examples.push([line, shorten(text)]);
    }
  }
}

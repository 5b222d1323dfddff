import { UNPARSABLE_EXAMPLES_MAX } from '../config/limits.ts';
import type { ColumnType } from '../config/settings.ts';
import type { UnparsableCells } from '../csv/blocks.ts';
import { parseNumber } from '../csv/parse-number.ts';
import { LEVEL_READERS } from '../csv/type-block.ts';
import { mergeUnparsable, NO_UNPARSABLE, UnparsableCounter } from '../csv/unparsable-cells.ts';
import { countTexts } from '../scan/count-texts.ts';
import type { ScannedColumn, ScannedNumbers, ScannedTexts } from '../scan/scanned-block.ts';
import { LevelCounter } from './level-counter.ts';
import { NumberList } from './number-list.ts';
import type { NumberPool } from './number-pool.ts';

/** What is remembered of one column while the baseline is read: enough to decide on its type at the end. */
export class ColumnCollector {
  readonly numbers: NumberList;
  levels: LevelCounter;
  missing = 0;
  /** Cells that do not fit the declared type; where none is declared, those that are no numbers. */
  unparsable: UnparsableCells = NO_UNPARSABLE;
  readonly #isNumeric: boolean;
  readonly #levelsMax: number;
  #defersTexts = false;
  readonly #levelOf: ((text: string) => string | null) | null;

  /** @param declared what the settings say the column is; undefined when its values are to decide */
  constructor(declared: ColumnType | undefined, levelsMax: number, pool: NumberPool) {
    this.numbers = new NumberList(pool);
    this.levels = new LevelCounter(levelsMax);
    this.#levelsMax = levelsMax;
    this.#isNumeric = declared === 'numeric' || declared === undefined;
    this.#levelOf = declared === 'numeric' ? null : LEVEL_READERS[declared ?? 'categorical'];
  }

  /** As what the column's cells are wanted: texts as long as their levels count, and then numbers, if at all. */
  get wanted(): ScannedColumn['kind'] {
    const countsLevels = this.#levelOf !== null && this.levels.counts !== null && !this.#defersTexts;
    return this.#isNumeric && !countsLevels ? 'numbers' : 'texts';
  }

  /**
   * If all cells were numbers so far, of no declared type: from now on they are read as such. Their levels are forgotten, to
   * be counted later from the first row on with `addLevels`, or not at all. Returns whether that is so.
   */
  deferTexts(): boolean {
    this.#defersTexts =
      this.#isNumeric && this.wanted === 'texts' && this.numbers.length > 0 && this.unparsable.count === 0;
    if (this.#defersTexts) this.levels = new LevelCounter(this.#levelsMax);
    return this.#defersTexts;
  }

  /** Whether its texts count is known: from now on they are read again, or never. Returns the same. */
  settleTexts(areNeeded: boolean): boolean {
    this.#defersTexts = false;
    if (!areNeeded) this.levels.forget();
    return areNeeded;
  }

  /** Counts the levels of cells of which everything else is known. */
  addLevels(column: ScannedColumn): void {
    if (column.kind !== 'texts') throw new TypeError('Levels are counted of texts.');
    const { ids, texts } = column;
    const counts = countTexts(column);
    if (this.levels.hasRoomFor(counts.length))
      for (const { id, rows } of counts) this.#addLevel(texts[id]!, rows);
    // Which levels are counted depends on the order where the limit is passed.
    else for (const id of ids) this.#addLevel(texts[id]!, 1);
  }

  #addLevel(text: string | null, rows: number): void {
    const level = text === null ? null : (this.#levelOf?.(text) ?? null);
    if (level !== null) this.levels.add(level, rows);
  }

  /** Adds a block's cells, null for missing; `lines` are those of its rows. */
  add(cells: readonly (string | null)[], lines: Float64Array): void {
    const misfits = new UnparsableCounter();
    for (let row = 0; row < cells.length; row++) {
      const text = cells[row]!;
      if (text === null) this.missing++;
      else if (!this.#take(text, 1)) misfits.note(lines[row]!, text);
    }
    this.unparsable = mergeUnparsable(this.unparsable, misfits.take());
  }

  /** Adds a scanned block's cells: what `add` would do with them. */
  addScanned(column: ScannedColumn, lines: Float64Array): void {
    if (column.kind === 'numbers') this.#addNumbers(column);
    else this.#addTexts(column, lines);
  }

  #addNumbers({ values, unparsable }: ScannedNumbers): void {
    const present = this.numbers.pushPresent(values);
    this.missing += values.length - present - unparsable.count;
    this.unparsable = mergeUnparsable(this.unparsable, unparsable);
  }

  #addTexts(column: ScannedTexts, lines: Float64Array): void {
    const { ids, texts } = column;
    const counts = countTexts(column);
    const cells = () => Array.from(ids, (id) => texts[id]!);
    // Which levels are counted depends on the order where the limit is passed within the block.
    if (this.#levelOf !== null && !this.levels.hasRoomFor(counts.length)) {
      this.add(cells(), lines);
      return;
    }
    let misfits = 0;
    for (const { id, rows } of counts) {
      const text = texts[id]!;
      if (text === null) this.missing += rows;
      else if (!this.#take(text, rows)) misfits += rows;
    }
    if (misfits > 0) this.#addMisfits(misfits, cells, lines);
  }

  #addMisfits(count: number, cells: () => (string | null)[], lines: Float64Array): void {
    const misfits = new UnparsableCounter();
    if (this.unparsable.examples.length < UNPARSABLE_EXAMPLES_MAX) {
      for (const [row, text] of cells().entries()) {
        if (text !== null && !this.#fits(text)) misfits.note(lines[row]!, text);
      }
    }
    this.unparsable = mergeUnparsable(this.unparsable, { count, examples: misfits.take().examples });
  }

  /** Takes in rows with this text and says whether it fits. */
  #take(text: string, rows: number): boolean {
    const level = this.#levelOf === null ? null : this.#levelOf(text);
    if (level !== null) this.levels.add(level, rows);
    if (!this.#isNumeric) return level !== null;
    const value = parseNumber(text);
    if (Number.isNaN(value)) return false;
    this.numbers.push(value + 0, rows); // adding 0 turns -0 into 0
    return true;
  }

  #fits(text: string): boolean {
    return this.#isNumeric ? !Number.isNaN(parseNumber(text)) : this.#levelOf?.(text) !== null;
  }
}

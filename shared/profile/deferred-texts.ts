import { looksLikeIdentifier } from '../csv/column-roles.ts';
import { formOf, openPart } from '../csv/csv-form.ts';
import type { OpenedCsv } from '../csv/open-csv.ts';
import { newEngine } from '../scan/engine.ts';
import { RowScan } from '../scan/row-scan.ts';
import type { BaselineProfiler, Candidate } from './baseline-profiler.ts';
import { KeptStart } from './kept-start.ts';
import { isMostlyNumbers } from './mostly-numbers.ts';

/** What is kept of a file at most; where its rows are so long that this is soon reached, fewer of them must do. */
const KEPT_BYTES_MAX = 134_217_728;
/** Rows looked at, as multiple of the levels that a category may have: measurements with some ties have more by then. */
const ROWS_PER_LEVEL = 2;

/**
 * The texts of a wide baseline's numbers, which are looked at later, if at all.
 *
 * A column that begins with numbers may still turn out to be one of categories, where `1` and `1.0` are two of them. To
 * hold the texts of thousands of columns of measurements, until they are too many for categories, would take gigabytes. So
 * such columns are read as numbers, and the beginning of the file is kept; once that shows which of them have few different
 * numbers, it is read again for the texts of those.
 */
export class DeferredTexts {
  readonly #profiler: BaselineProfiler;
  readonly #start: KeptStart;
  /** Columns read as numbers for now; null before the first rows. */
  #deferred: readonly Candidate[] | null = null;
  /** Those of them that are read as texts from the next rows on, and have to be for the rows before. */
  #again: readonly Candidate[] | null = null;

  constructor(opened: OpenedCsv, profiler: BaselineProfiler) {
    this.#start = new KeptStart(opened);
    this.#profiler = profiler;
  }

  /** The file, to be read through here. */
  get opened(): OpenedCsv {
    return this.#start.opened;
  }

  /** After each block: from the first one on numbers are read as such, until enough of them is known. */
  look(): void {
    const { candidates, rows, levelsMax } = this.#profiler;
    if (this.#deferred === null) {
      this.#deferred = candidates.filter(({ collector }) => collector.deferTexts());
    } else if (rows >= ROWS_PER_LEVEL * levelsMax || this.#start.bytes >= KEPT_BYTES_MAX) {
      // Whether an identifier repeats is seen in its texts.
      this.#decide(
        ({ name, collector }) => looksLikeIdentifier(name) || collector.numbers.countDistinct() <= levelsMax,
      );
    }
  }

  #decide(needsTexts: (column: Candidate) => boolean): void {
    this.#again ??= (this.#deferred ?? []).filter((column) =>
      column.collector.settleTexts(needsTexts(column)),
    );
  }

  /** Before each block: reads again what was decided after the one before. `offset` is that of its first row. */
  async readUpTo(offset: number): Promise<void> {
    if (this.#again !== null) await this.#read(offset);
  }

  async readToEnd(): Promise<void> {
    this.#decide(({ collector }) => !isMostlyNumbers(collector));
    await this.#read(Infinity);
  }

  async #read(offset: number): Promise<void> {
    const columns = this.#again ?? [];
    this.#again = [];
    const engine = columns.length === 0 ? null : await newEngine();
    const pieces = this.#start.takeUpTo(offset);
    if (engine === null) return;
    const { opened } = this;
    const part = openPart(
      pieces,
      formOf(opened, ''),
      opened.offset,
      { line: opened.line, rows: 0 },
      undefined,
    );
    const plan = columns.map(({ position }) => ({ position, kind: 'texts' as const }));
    for await (const block of new RowScan(engine, part, plan).blocks()) {
      for (const [i, { collector }] of columns.entries()) collector.addLevels(block.columns[i]!);
    }
  }
}

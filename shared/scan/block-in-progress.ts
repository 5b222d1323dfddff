import { cellText } from '../csv/missing.ts';
import { parseNumber } from '../csv/parse-number.ts';
import { UnparsableCounter } from '../csv/unparsable-cells.ts';
import { textOfCell } from './cell-text.ts';
import type { ScanMemory } from './scan-memory.ts';
import type { ScannedBlock, ScannedColumn } from './scanned-block.ts';

/** A column to scan: its position in the header, and as what its cells are wanted. */
export interface ScannedColumnPlan {
  readonly position: number;
  readonly kind: ScannedColumn['kind'];
}

/** The block that is being filled: by the engine, and by what it leaves to the host. */
export class BlockInProgress {
  readonly #memory: ScanMemory;
  readonly #unparsable: UnparsableCounter[];
  /** Texts by number: the engine's, then from `textsMax` on the host's own of this block. */
  #texts: (string | null)[] = [];
  #named = 1;
  #columns: readonly ScannedColumnPlan[] = [];

  constructor(memory: ScanMemory, columns: readonly ScannedColumnPlan[]) {
    this.#memory = memory;
    this.#unparsable = columns.map(() => new UnparsableCounter());
    this.choose(columns);
  }

  /** From the next row on; to be called between two blocks. */
  choose(columns: readonly ScannedColumnPlan[]): void {
    this.#columns = columns;
    // Most files have numbers only.
    if (this.#texts.length === 0 && columns.some(({ kind }) => kind === 'texts')) {
      this.#texts = new Array(this.#memory.textsMax).fill(null);
    }
    this.#memory.select(columns.map(({ position, kind }) => ({ position, isText: kind === 'texts' })));
  }

  get rows(): number {
    return this.#memory.engine.rows.value;
  }

  get isFull(): boolean {
    return this.rows === this.#memory.blockRows;
  }

  /** Takes the cells that the engine was not sure of. */
  takeOddCells(): void {
    const { engine, rowLines } = this.#memory;
    for (let i = 0; i < engine.oddCells.value; i++) {
      const { row, column, bytes } = this.#memory.oddCell(i);
      this.#setCell(row, column, textOfCell(bytes), rowLines[row]!);
    }
    engine.forgetOddCells();
  }

  /** Adds a row that the reference reader has read. The block must not be full. */
  addRow(cells: readonly string[], offset: number, line: number): void {
    const row = this.rows;
    this.#memory.rowOffsets[row] = offset;
    this.#memory.rowLines[row] = line;
    for (const [column, { position }] of this.#columns.entries()) {
      const raw = cells[position];
      this.#setCell(row, column, raw === undefined ? null : cellText(raw), line);
    }
    this.#memory.engine.setRows(row + 1);
  }

  #setCell(row: number, column: number, text: string | null, line: number): void {
    if (this.#columns[column]!.kind === 'texts') {
      this.#memory.idsOf(column)[row] = this.#texts.push(text) - 1;
      return;
    }
    const value = text === null ? Number.NaN : parseNumber(text);
    this.#memory.valuesOf(column)[row] = value;
    if (text !== null && Number.isNaN(value)) this.#unparsable[column]!.note(line, text);
  }

  /** The rows so far; `next` makes room for further ones. */
  finish(): ScannedBlock {
    const { rows } = this;
    this.#nameTexts();
    return {
      rows,
      hashedRows: () => this.#memory.hashedRows(rows),
      rowOffsets: this.#memory.rowOffsets.subarray(0, rows),
      rowLines: this.#memory.rowLines.subarray(0, rows),
      columns: this.#columns.map(({ kind }, column): ScannedColumn => {
        if (kind === 'texts') {
          return { kind, ids: this.#memory.idsOf(column).subarray(0, rows), texts: this.#texts };
        }
        return {
          kind,
          address: this.#memory.addressOf(column),
          values: this.#memory.valuesOf(column).subarray(0, rows),
          unparsable: this.#unparsable[column]!.take(),
        };
      }),
    };
  }

  next(): void {
    this.#memory.engine.setRows(0);
    this.#texts.length = Math.min(this.#texts.length, this.#memory.textsMax);
  }

  /** The numbers of texts begin anew; to be called between two blocks. */
  forgetTexts(): void {
    this.#memory.engine.forgetTexts();
    this.#named = 1;
  }

  #nameTexts(): void {
    const { texts } = this.#memory.engine;
    for (; this.#named < texts.value; this.#named++) {
      this.#texts[this.#named] = textOfCell(this.#memory.textBytes(this.#named));
    }
  }
}

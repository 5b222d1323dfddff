import type { TextBlock } from './blocks.ts';
import { cellText } from './missing.ts';

/** Cells of a block unless the caller sets its rows: few enough that they die young and cost the collector little. */
const BLOCK_CELLS = 4_096;
/** Wide files get somewhat larger blocks, because each block costs something for each column. */
const BLOCK_ROWS_MIN = 64;
/** A block is closed behind the row that starts this many bytes or more after its first, so that long cells cost no more memory. */
const BLOCK_BYTES = 8_388_608;

/** Gathers rows into column-wise blocks whose bounds depend on the file alone, not on how its bytes arrived. */
export class BlockBuilder {
  readonly #columns: number;
  readonly #rowsPerBlock: number;
  #cells: (string | null)[][] = [];
  #offsets: number[] = [];
  #lines: number[] = [];

  constructor(columns: number, rowsPerBlock?: number) {
    this.#columns = columns;
    this.#rowsPerBlock = rowsPerBlock ?? Math.max(BLOCK_ROWS_MIN, Math.floor(BLOCK_CELLS / columns));
    this.#reset();
  }

  /** Adds a row; cells that it lacks are missing, surplus ones are ignored. Returns the block it completes. */
  add(row: readonly string[], offset: number, line: number): TextBlock | null {
    for (let i = 0; i < this.#columns; i++) {
      const raw = row[i];
      this.#cells[i]!.push(raw === undefined ? null : cellText(raw));
    }
    this.#offsets.push(offset);
    this.#lines.push(line);
    const full = this.#offsets.length >= this.#rowsPerBlock || offset - this.#offsets[0]! >= BLOCK_BYTES;
    return full ? this.take() : null;
  }

  /** The rows gathered so far; `null` when there are none. */
  take(): TextBlock | null {
    const rows = this.#offsets.length;
    if (rows === 0) return null;
    const block = {
      rows,
      rowOffsets: Float64Array.from(this.#offsets),
      rowLines: Float64Array.from(this.#lines),
      columns: this.#cells,
    };
    this.#reset();
    return block;
  }

  #reset(): void {
    this.#cells = Array.from({ length: this.#columns }, () => []);
    this.#offsets = [];
    this.#lines = [];
  }
}

import type { CsvForm } from './csv-form.ts';
import { RowScanner } from './row-scanner.ts';
import { splitRows } from './split-rows.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/**
 * Where in the middle of a file the next row starts, as far as the bytes there can tell. A line break is the end of a row
 * unless it stands in quotes, and whether it does depends on all the quotes before it. So there are two answers, by the
 * parity of the quotes since the window began: the first line break behind an even number of them, and the first behind an
 * odd one. That from which on the rows are sound, and have as many cells as the header, is taken.
 *
 * The answer may be wrong. Whoever reads up to it from a place that is surely a row's start finds out: a quote is open
 * there, if and only if it is wrong. O(window).
 *
 * @param window bytes from the one before the cut on
 * @returns position in the window, at least 1; null when it holds no line break
 */
export function likelyRowStart(window: Uint8Array, form: CsvForm): number | null {
  const [even, odd] = firstRowStarts(window);
  if (even === null || odd === null) return even ?? odd;
  return soundness(window.subarray(odd), form) > soundness(window.subarray(even), form) ? odd : even;
}

/** Behind the first line break after an even number of quotes, and after an odd one. */
function firstRowStarts(window: Uint8Array): [even: number | null, odd: number | null] {
  const starts: [number | null, number | null] = [null, null];
  let parity: 0 | 1 = 0;
  // What follows the last byte is unknown, and might belong to its line break.
  for (let i = 0; i < window.length - 1; i++) {
    const byte = window[i];
    if (byte === QUOTE) parity = parity === 0 ? 1 : 0;
    if (byte !== LF && byte !== CR) continue;
    starts[parity] ??= byte === CR && window[i + 1] === LF ? i + 2 : i + 1;
    if (starts[0] !== null && starts[1] !== null) break;
  }
  return starts;
}

/** Share of the complete rows that have as many cells as the header; −1 when the reader would refuse them. */
function soundness(bytes: Uint8Array, { delimiter, header, limits }: CsvForm): number {
  const scanner = new RowScanner(delimiter, limits, 0, 1, 1);
  const batch = scanner.push(bytes);
  if (scanner.fault !== null) return -1;
  if (batch === null) return 0;
  const rows = splitRows(batch, delimiter);
  return rows.filter((cells) => cells.length === header.names.length).length / Math.max(1, rows.length);
}

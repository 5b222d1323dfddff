import { readCsv } from '../../shared/csv/read-csv.ts';
import { csvLine } from '../../shared/csv/write-csv.ts';
import type { AnswerTexts } from '../../shared/model/answer-texts.ts';
import type { Objects } from '../ports.ts';
import { openInput } from '../read-input.ts';
import type { WindowBatch } from './window-batches.ts';

/** Where a row of the window came from. */
export interface BatchRow {
  /** Sort key of the batch. */
  readonly batch: string;
  /** Its data row, the first is 1. */
  readonly row: number;
}

/** Which rows make a window: those with an answer, of these batches. */
export interface WindowRows {
  readonly batches: readonly WindowBatch[];
  /** By the place of a row in all batches. */
  readonly answers: AnswerTexts;
  /** Data row of the first batch at which the drift began; `null` for the whole of it. */
  readonly onset: number | null;
}

/** Where the data rows of the window come from, one after the other. O(rows of the batches). */
export function labelledRows({ batches, answers, onset }: WindowRows): BatchRow[] {
  const found: BatchRow[] = [];
  let before = 0;
  for (const [i, { sk, batch }] of batches.entries()) {
    for (let row = firstRow(i, onset); row <= batch.rows; row++) {
      if (answers.of(before + row - 1) !== null) found.push({ batch: sk, row });
    }
    before += batch.rows;
  }
  return found;
}

/**
 * The window as CSV, piece by piece: cells as the batches have them, and the answer in the last column. A column that
 * a batch does not have is empty in its rows. O(bytes of the batches).
 *
 * @param columns to take, without that of the answers
 */
export async function* windowCsv(
  objects: Objects,
  { batches, answers, onset }: WindowRows,
  columns: readonly string[],
  label: string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvLine([...columns, label]));
  let before = 0;
  for (const [i, { batch }] of batches.entries()) {
    const { key, versionId } = batch.order;
    const { chunks } = await openInput(objects, { bucket: 'inputs', key, versionId });
    const { header, blocks } = await readCsv(chunks, { name: key });
    const at = columns.map((name) => header.indexOf(name));
    const first = firstRow(i, onset);
    let row = 0;
    for await (const block of blocks) {
      const lines: string[] = [];
      for (let j = 0; j < block.rows; j++) {
        const answer = answers.of(before + row);
        if (++row < first || answer === null) continue;
        lines.push(csvLine([...at.map((column) => block.columns[column]?.[j] ?? null), answer]));
      }
      if (lines.length > 0) yield encoder.encode(lines.join(''));
    }
    before += batch.rows;
  }
}

const firstRow = (batch: number, onset: number | null): number => (batch === 0 ? (onset ?? 1) : 1);

import { readCsv } from '../../shared/csv/read-csv.ts';
import { AnswerTexts } from '../../shared/model/answer-texts.ts';
import { labelFilesWith, readLabelFile } from '../labels/label-files.ts';
import { compareOrder, type Order } from '../order.ts';
import type { Ports } from '../ports.ts';
import { openInput } from '../read-input.ts';
import type { WindowBatch } from './window-batches.ts';

/** What is known of the rows of several batches, counted from the first row of the first one. */
export interface WindowAnswers {
  readonly answers: AnswerTexts;
  /** The files with labels that were read, in the order of their upload. */
  readonly files: readonly Order[];
}

/**
 * All answers to the rows of these batches: those in a batch itself, by row, and those of files with labels, by id.
 * What was uploaded later counts, within a file the later row. Each file is read once. O(bytes).
 */
export async function windowAnswers(
  { records, objects }: Pick<Ports, 'records' | 'objects'>,
  monitor: string,
  batches: readonly WindowBatch[],
  label: string,
): Promise<WindowAnswers> {
  const files = await labelFilesWith(records, monitor, label);
  const idColumns = [...new Set(files.map(({ columns }) => columns.id))];
  const answers = new AnswerTexts();
  const said: { readonly order: Order; say(): Promise<void> }[] = [];
  let row = 0;
  for (const { batch } of batches) {
    const { key, versionId } = batch.order;
    const { chunks } = await openInput(objects, { bucket: 'inputs', key, versionId });
    const { header, blocks } = await readCsv(chunks, { name: key });
    const labelAt = header.indexOf(label);
    const named = idColumns.filter((column) => header.includes(column));
    const own: (string | null)[] = [];
    const first = row;
    for await (const block of blocks) {
      for (let i = 0; i < block.rows; i++, row++) {
        for (const column of named) answers.name(column, row, block.columns[header.indexOf(column)]![i]!);
        if (labelAt !== -1) own.push(block.columns[labelAt]![i]!);
      }
    }
    const say = async () => {
      for (const [i, answer] of own.entries()) answers.offerRow(first + i, answer);
    };
    if (labelAt !== -1) said.push({ order: batch.order, say });
  }
  for (const file of files) {
    const say = async () => {
      for await (const { id, answer } of readLabelFile(objects, file)) {
        answers.offer(file.columns.id, id, answer);
      }
    };
    said.push({ order: file.order, say });
  }
  said.sort((a, b) => compareOrder(a.order, b.order));
  for (const { say } of said) await say();
  return { answers, files: files.map(({ order }) => order) };
}

import { readCsv } from '../../shared/csv/read-csv.ts';
import { BatchAnswers } from '../../shared/model/batch-answers.ts';
import { compareOrder } from '../order.ts';
import type { Ports } from '../ports.ts';
import { openInput } from '../read-input.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import type { LabelFileRecord } from '../records/label-file-record.ts';
import { labelFilesWith, readLabelFile } from './label-files.ts';

type Reading = Pick<Ports, 'records' | 'objects'>;

/**
 * All answers to the rows of a batch: those in the batch itself, by row, and those of files with labels, by id. What was
 * uploaded later counts, within a file the later row. `null` when there are no answers anywhere.
 *
 * Ids are those of the batch and not those of its predictions, which are changed where a spreadsheet would run them.
 * O(bytes of the batch and of all files with labels).
 */
export async function gatherAnswers(
  { records, objects }: Reading,
  monitor: string,
  batch: JudgedBatch,
  { label, classes }: { label: string; classes: readonly string[] },
): Promise<BatchAnswers | null> {
  const { order } = batch;
  const files = await labelFilesWith(records, monitor, label);
  const idColumns = [...new Set(files.map(({ columns }) => columns.id))];
  const { chunks } = await openInput(objects, {
    bucket: 'inputs',
    key: order.key,
    versionId: order.versionId,
  });
  const { header, blocks } = await readCsv(chunks, { name: order.key });
  const labelAt = header.indexOf(label);
  const named = idColumns.filter((column) => header.includes(column));
  if (labelAt === -1 && named.length === 0) {
    for await (const _ of blocks) break; // closes the source
    return null;
  }
  const answers = new BatchAnswers(batch.rows, classes);
  const own: (string | null)[] = [];
  let row = 0;
  for await (const block of blocks) {
    for (let i = 0; i < block.rows; i++, row++) {
      for (const column of named) answers.name(column, row, block.columns[header.indexOf(column)]![i]!);
      if (labelAt !== -1) own.push(block.columns[labelAt]![i]!);
    }
  }
  const offerOwn = () => {
    for (const [i, answer] of own.entries()) answers.offerRow(i, answer);
  };
  const offerFile = async (file: LabelFileRecord) => {
    for await (const { id, answer } of readLabelFile(objects, file)) {
      answers.offer(file.columns.id, id, answer);
    }
  };
  const later = files.findIndex((file) => compareOrder(file.order, order) > 0);
  const split = later === -1 ? files.length : later;
  for (const file of files.slice(0, split)) await offerFile(file);
  offerOwn();
  for (const file of files.slice(split)) await offerFile(file);
  return answers;
}

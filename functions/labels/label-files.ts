import { type LabelRow, readLabels } from '../../shared/model/read-labels.ts';
import { compareOrder } from '../order.ts';
import type { Objects, Records } from '../ports.ts';
import { openInput } from '../read-input.ts';
import { LABEL_FILE_PREFIX, type LabelFileRecord, labelFileSchema } from '../records/label-file-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { queryRecords } from '../records/record.ts';

/** Files that answer with this column, in the order of their upload. O(files of the monitor). */
export async function labelFilesWith(
  records: Records,
  monitor: string,
  label: string,
): Promise<LabelFileRecord[]> {
  const files: LabelFileRecord[] = [];
  const partition = monitorPartition(monitor);
  for await (const { value } of queryRecords(records, partition, LABEL_FILE_PREFIX, labelFileSchema)) {
    if (value.columns.label === label) files.push(value);
  }
  return files.sort((a, b) => compareOrder(a.order, b.order));
}

/** The rows of such a file. */
export async function* readLabelFile(
  objects: Objects,
  { order: { key, versionId }, columns }: LabelFileRecord,
): AsyncGenerator<LabelRow, void, undefined> {
  const { chunks } = await openInput(objects, { bucket: 'inputs', key, versionId });
  yield* readLabels(chunks, columns, { name: key });
}

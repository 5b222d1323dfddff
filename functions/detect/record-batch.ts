import type { Report } from '../../shared/report/report.ts';
import type { Ports } from '../ports.ts';
import { batchKey, type JudgedBatch } from '../records/batch-record.ts';
import { pointsPuts } from '../records/points-record.ts';
import { putRecord } from '../records/record.ts';

/**
 * Records a judged batch: first the numbers of its features, then the batch itself, so that a listed batch always
 * has its numbers. A later try puts the same numbers again and leaves the batch as it is, for `decide` may have
 * written its decision into it.
 */
export async function recordBatch(
  { records }: Ports,
  sk: string,
  report: Report,
  batch: JudgedBatch,
): Promise<void> {
  const { monitor } = report;
  // One at a time: together the numbers of ten thousand features could be over a transaction's limit.
  for (const put of pointsPuts(monitor, batch.order.lastModified, batch.batchId, report)) {
    await records.transact([put]);
  }
  const key = batchKey(monitor, sk);
  if ((await records.get(key)) === null) await records.transact([putRecord(key, batch, 'absent')]);
}

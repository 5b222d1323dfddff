import type { Records } from '../ports.ts';
import { BATCH_PREFIX } from '../records/batch-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { PERFORMANCE_PREFIX, performanceSchema } from '../records/performance-record.ts';
import { queryRecords } from '../records/record.ts';

/**
 * Rows of a batch and of those after it whose answer is known, as far as predictions for them were measured: an answer
 * that no model knows counts, for the next one may. O(measured batches since).
 *
 * @param since sort key of the batch
 */
export async function countLabelled(records: Records, monitor: string, since: string): Promise<number> {
  const byBatch = new Map<string, number>();
  const partition = monitorPartition(monitor);
  const from = `${PERFORMANCE_PREFIX}${since.slice(BATCH_PREFIX.length)}`;
  const newestFirst = { order: 'descending' } as const;
  const all = queryRecords(records, partition, PERFORMANCE_PREFIX, performanceSchema, newestFirst);
  for await (const { sk, value } of all) {
    if (sk < from) break;
    // A batch that several models scored has the same answers each time, or more by the later one.
    const known = value.labelled + value.foreign;
    byBatch.set(value.batch, Math.max(known, byBatch.get(value.batch) ?? 0));
  }
  return [...byBatch.values()].reduce((sum, known) => sum + known, 0);
}

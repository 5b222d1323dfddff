import { compareOrder } from '../order.ts';
import type { Records } from '../ports.ts';
import { BASELINE_PREFIX, type BaselineRecord, baselineOf, baselineSchema } from './baseline-record.ts';
import { championKey, championSchema } from './champion-record.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord, queryRecords } from './record.ts';

/** Most often the newest baseline is the one in charge, or waits. */
const PAGE_ROWS = 10;

/** The newest candidate; `null` when none is newer than the baseline in charge. O(newer baselines). */
export async function waitingCandidate(records: Records, monitor: string): Promise<BaselineRecord | null> {
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion === null) return null;
  const { order } = (await baselineOf(records, monitor, champion.value.baseline)).value;
  const newestFirst = { order: 'descending', limit: PAGE_ROWS } as const;
  const baselines = queryRecords(
    records,
    monitorPartition(monitor),
    BASELINE_PREFIX,
    baselineSchema,
    newestFirst,
  );
  let newest: BaselineRecord | null = null;
  for await (const { value } of baselines) {
    // Versions sort by the time of their upload.
    if (value.order.lastModified < order.lastModified) break;
    if (value.state !== 'candidate' || compareOrder(value.order, order) < 0) continue;
    if (newest === null || compareOrder(value.order, newest.order) > 0) newest = value;
  }
  return newest;
}

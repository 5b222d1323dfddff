import type { Records } from '../ports.ts';
import { ALERT_PREFIX, type AlertRecord, alertRecordSchema } from '../records/alert-record.ts';
import { BATCH_PREFIX, type BatchRecord, batchSchema } from '../records/batch-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { MONITORS, type MonitorRecord, monitorSchema } from '../records/monitor-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import { QUARANTINE_PREFIX, type QuarantineRecord, quarantineSchema } from '../records/quarantine-record.ts';
import { queryRecords, type Stored } from '../records/record.ts';

/** Rows of each kind on the page; older ones stay in the records. */
const ROWS_MAX = 100;

/** One monitor as the page shows it, newest first. */
export interface MonitorView {
  readonly monitor: MonitorRecord;
  readonly batches: readonly BatchRecord[];
  readonly alerts: readonly AlertRecord[];
  readonly quarantined: readonly QuarantineRecord[];
  /** Files at work now, and batches that wait for a baseline. */
  readonly atWork: number;
  readonly waiting: number;
}

/** Every monitor, by name. */
export async function readMonitors(records: Records): Promise<MonitorView[]> {
  const pending = await values(queryRecords(records, PENDING, '', pendingSchema));
  const views: MonitorView[] = [];
  for await (const { value: monitor } of queryRecords(records, MONITORS, '', monitorSchema)) {
    const pk = monitorPartition(monitor.monitor);
    const newest = { order: 'descending', limit: ROWS_MAX } as const;
    const files = pending.filter((one) => one.kind === 'file' && one.monitor === monitor.monitor);
    const parked = files.filter((one) => one.kind === 'file' && one.parked).length;
    views.push({
      monitor,
      batches: await values(queryRecords(records, pk, BATCH_PREFIX, batchSchema, newest)),
      alerts: await values(queryRecords(records, pk, ALERT_PREFIX, alertRecordSchema, newest)),
      quarantined: await values(queryRecords(records, pk, QUARANTINE_PREFIX, quarantineSchema, newest)),
      atWork: files.length - parked,
      waiting: parked,
    });
  }
  return views;
}

async function values<T>(records: AsyncIterable<Stored<T>>): Promise<T[]> {
  const list: T[] = [];
  for await (const { value } of records) {
    list.push(value);
    if (list.length === ROWS_MAX) break;
  }
  return list;
}

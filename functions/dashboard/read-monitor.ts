import type { Records } from '../ports.ts';
import { ALERT_PREFIX, type AlertRecord, alertRecordSchema } from '../records/alert-record.ts';
import type { BaselineRecord } from '../records/baseline-record.ts';
import { BATCH_PREFIX, type BatchRecord, batchSchema } from '../records/batch-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { LABEL_FILE_PREFIX, type LabelFileRecord, labelFileSchema } from '../records/label-file-record.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { MONITORS, type MonitorRecord, monitorKey, monitorSchema } from '../records/monitor-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import {
  PERFORMANCE_PREFIX,
  type PerformanceRecord,
  performanceSchema,
} from '../records/performance-record.ts';
import { PREDICTION_PREFIX, type PredictionRecord, predictionSchema } from '../records/prediction-record.ts';
import { QUARANTINE_PREFIX, type QuarantineRecord, quarantineSchema } from '../records/quarantine-record.ts';
import { getRecord, queryRecords, type Stored } from '../records/record.ts';
import { waitingCandidate } from '../records/waiting-candidate.ts';

/** The newest of a list, newest first. */
export interface Newest<T> {
  readonly shown: readonly T[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

/** One monitor as a page shows it. */
export interface MonitorView {
  readonly monitor: MonitorRecord;
  readonly batches: Newest<BatchRecord>;
  /** The model in charge. */
  readonly model: ModelRecord | null;
  /** The baseline that waits to be put in charge. */
  readonly candidate: BaselineRecord | null;
  readonly predictions: Newest<PredictionRecord>;
  /** How good they were, as far as answers are known; those of the predictions shown are among them. */
  readonly performances: readonly PerformanceRecord[];
  readonly labelFiles: Newest<LabelFileRecord>;
  readonly alerts: Newest<AlertRecord>;
  readonly quarantined: Newest<QuarantineRecord>;
  /** Files at work now, and batches and labels that wait for a baseline. */
  readonly atWork: number;
  readonly waiting: number;
}

/** Every monitor, by name, with at most `rowsMax` rows of each kind. */
export async function readMonitors(records: Records, rowsMax: number): Promise<MonitorView[]> {
  const files = await readFiles(records);
  const views: MonitorView[] = [];
  for await (const { value } of queryRecords(records, MONITORS, '', monitorSchema)) {
    views.push(await readView(records, value, files, rowsMax));
  }
  return views;
}

/** One monitor; `null` when there is none of that name. */
export async function readMonitor(
  records: Records,
  name: string,
  rowsMax: number,
): Promise<MonitorView | null> {
  const monitor = await getRecord(records, monitorKey(name), monitorSchema);
  return monitor && readView(records, monitor.value, await readFiles(records), rowsMax);
}

type Files = ReadonlyMap<string, { atWork: number; waiting: number }>;

async function readView(
  records: Records,
  monitor: MonitorRecord,
  files: Files,
  rowsMax: number,
): Promise<MonitorView> {
  const pk = monitorPartition(monitor.monitor);
  // One more than is shown says whether there is more.
  const newest = { order: 'descending', limit: rowsMax + 1 } as const;
  return {
    monitor,
    batches: await first(queryRecords(records, pk, BATCH_PREFIX, batchSchema, newest), rowsMax),
    model: await modelInCharge(records, monitor.monitor),
    candidate: await waitingCandidate(records, monitor.monitor),
    predictions: await first(queryRecords(records, pk, PREDICTION_PREFIX, predictionSchema, newest), rowsMax),
    performances: (
      await first(queryRecords(records, pk, PERFORMANCE_PREFIX, performanceSchema, newest), rowsMax)
    ).shown,
    labelFiles: await first(queryRecords(records, pk, LABEL_FILE_PREFIX, labelFileSchema, newest), rowsMax),
    alerts: await first(queryRecords(records, pk, ALERT_PREFIX, alertRecordSchema, newest), rowsMax),
    quarantined: await first(queryRecords(records, pk, QUARANTINE_PREFIX, quarantineSchema, newest), rowsMax),
    ...(files.get(monitor.monitor) ?? { atWork: 0, waiting: 0 }),
  };
}

async function modelInCharge(records: Records, monitor: string): Promise<ModelRecord | null> {
  const model = (await getRecord(records, championKey(monitor), championSchema))?.value.model ?? null;
  return model === null ? null : (await modelOf(records, monitor, model)).value;
}

/** How many files of each monitor are not finished. */
async function readFiles(records: Records): Promise<Files> {
  const files = new Map<string, { atWork: number; waiting: number }>();
  for await (const { value } of queryRecords(records, PENDING, '', pendingSchema)) {
    if (value.kind !== 'file') continue;
    const counts = files.get(value.monitor) ?? { atWork: 0, waiting: 0 };
    counts[value.parked ? 'waiting' : 'atWork']++;
    files.set(value.monitor, counts);
  }
  return files;
}

async function first<T>(records: AsyncIterable<Stored<T>>, max: number): Promise<Newest<T>> {
  const shown: T[] = [];
  for await (const { value } of records) {
    if (shown.length === max) return { shown, more: true };
    shown.push(value);
  }
  return { shown, more: false };
}

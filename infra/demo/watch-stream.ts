import { readFile } from 'node:fs/promises';
import type { Records } from '../../functions/ports.ts';
import { BATCH_PREFIX, batchSchema } from '../../functions/records/batch-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { type MonitorRecord, monitorKey, monitorSchema } from '../../functions/records/monitor-record.ts';
import { performanceKey, performanceSchema } from '../../functions/records/performance-record.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import { batchName } from '../../shared/simulate/batches.ts';
import type { Demo } from './demos.ts';
import { type Heard, SimulatedRun } from './simulated-run.ts';

const START = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LABELS_AFTER_DAYS = 3;

export interface Listener {
  /** A batch arrives, counted from 1. */
  onBatch(batch: number): void;
  onHeard(heard: Heard): void;
  onStatus(status: MonitorRecord['status']): void;
}

/** How good the predictions for a batch were, as shares of its rows. */
export interface BatchAccuracy {
  readonly drifted: boolean;
  /** Whether a retrained model took charge before the next batch came. */
  readonly promoted: boolean;
  /** By the model that was in charge when it came. */
  readonly withDriftline: number;
  /** By the first model. */
  readonly neverRetrained: number;
}

/**
 * Takes a demo's files through the functions, a week after the other: the batch on Monday, its labels on Thursday. A
 * second monitor gets the same files and has retraining off: that is the model that is never retrained.
 *
 * @param data the folder of sample data
 * @param batches how many of the demo's batches come
 */
export async function watchStream(
  demo: Demo,
  data: URL,
  listener: Listener,
  batches = demo.batches,
): Promise<BatchAccuracy[]> {
  const { name } = demo;
  const twin = `${name}-never-retrained`;
  const promoted = new Set<number>();
  let batch = 0;
  const run = await SimulatedRun.open(START, (heard) => {
    if (!('monitor' in heard) || heard.monitor !== name) return;
    if (heard.kind === 'challenger' && heard.outcome === 'promoted') promoted.add(batch);
    listener.onHeard(heard);
  });
  try {
    const folder = new URL(`${name}/`, data);
    const settings = await readFile(new URL('settings.json', folder), 'utf8');
    const off = { ...JSON.parse(settings), retrain: { mode: 'off' } };
    await run.upload(`monitors/${name}.json`, settings);
    await run.upload(`monitors/${twin}.json`, JSON.stringify(off));
    const copy = async (kind: 'baseline' | 'production' | 'labels', file: string) => {
      const source = new URL(kind === 'baseline' ? file : `${kind}/${file}`, folder);
      for (const monitor of [name, twin]) await run.copy(`${kind}/${monitor}/${file}`, source);
      listener.onStatus(await statusOf(run.records, name));
    };
    await copy('baseline', 'baseline.csv');
    for (batch = 1; batch <= batches; batch++) {
      run.clock.moveTo(START + batch * 7 * DAY_MS);
      listener.onBatch(batch);
      const file = batchName(demo.batch, batch - 1, demo.batches);
      await copy('production', file);
      run.clock.pass(LABELS_AFTER_DAYS * DAY_MS);
      await copy('labels', file);
      run.clock.pass(5 * MINUTE_MS);
      await run.sweep();
    }
    const [own, without] = [await accuracies(run.records, name), await accuracies(run.records, twin)];
    return own.map(({ drifted, accuracy }, i) => ({
      drifted,
      promoted: promoted.has(i + 1),
      withDriftline: accuracy,
      neverRetrained: without[i]!.accuracy,
    }));
  } finally {
    await run.close();
  }
}

async function statusOf(records: Records, monitor: string): Promise<MonitorRecord['status']> {
  return (await getRecord(records, monitorKey(monitor), monitorSchema))?.value.status ?? 'learning';
}

/** Of each batch, oldest first: how many predictions were right of those that were made when it came. */
async function accuracies(records: Records, monitor: string) {
  const found: { drifted: boolean; accuracy: number }[] = [];
  for await (const { sk, value } of queryRecords(
    records,
    monitorPartition(monitor),
    BATCH_PREFIX,
    batchSchema,
  )) {
    const model = value.state === 'judged' ? value.decision?.model : null;
    if (value.state !== 'judged' || model == null) throw new Error(`${value.order.key} was not scored.`);
    const performance = await getRecord(records, performanceKey(monitor, sk, model), performanceSchema);
    if (performance?.value.measured == null) throw new Error(`${value.order.key} was not measured.`);
    found.push({ drifted: value.alert, accuracy: performance.value.measured.accuracy.value });
  }
  return found;
}

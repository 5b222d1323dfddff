import { readArtifact } from '../../functions/artifact.ts';
import type { DecideMessage, DecideMessageOf } from '../../functions/decide/message.ts';
import type { Ports, Records } from '../../functions/ports.ts';
import { baselineKey, baselineOf, baselineSchema } from '../../functions/records/baseline-record.ts';
import { batchKey, batchSchema } from '../../functions/records/batch-record.ts';
import { championKey, championSchema } from '../../functions/records/champion-record.ts';
import { modelOf } from '../../functions/records/model-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { quarantineSchema } from '../../functions/records/quarantine-record.ts';
import { getRecord } from '../../functions/records/record.ts';
import type { Report } from '../../shared/report/report.ts';
import type { News } from './news.ts';
import { newsOfRetrained } from './retraining-news.ts';

/** Where a batch's report is to be read. */
export interface BatchPlaces {
  batch(monitor: string, batchId: string): string;
}

/** What came of what `decide` was told. */
export async function newsOfDecision(
  ports: Pick<Ports, 'records' | 'objects'>,
  places: BatchPlaces,
  told: DecideMessage,
): Promise<News | null> {
  const { records } = ports;
  const { monitor } = told;
  switch (told.kind) {
    case 'batch':
      return newsOfBatch(ports, places, told);
    case 'baseline':
      return newsOfBaseline(records, told);
    case 'model':
      return newsOfModel(records, told);
    case 'promote':
    case 'rollback':
      return newsOfPromotion(records, monitor);
    case 'retrained':
      return newsOfRetrained(ports, monitor, told.retrain);
    case 'quarantined':
      return newsOfQuarantined(records, told);
    case 'settings':
      return { kind: 'settings', monitor };
    default:
      return null;
  }
}

async function newsOfBatch(
  { records, objects }: Pick<Ports, 'records' | 'objects'>,
  places: BatchPlaces,
  { monitor, batch: sk }: DecideMessageOf<'batch'>,
): Promise<News | null> {
  const batch = await getRecord(records, batchKey(monitor, sk), batchSchema);
  if (batch?.value.state !== 'judged') return null;
  const { order, batchId, report } = batch.value;
  return {
    kind: 'verdict',
    monitor,
    key: order.key,
    report: JSON.parse(await readArtifact(objects, report)) as Report,
    place: places.batch(monitor, batchId),
  };
}

async function newsOfBaseline(
  records: Records,
  { monitor, version }: DecideMessageOf<'baseline'>,
): Promise<News | null> {
  const baseline = await getRecord(records, baselineKey(monitor, version), baselineSchema);
  if (baseline === null) return null;
  const { order, rows, features, state } = baseline.value;
  // Decided upon by now: told after the decision.
  if (state === 'profiled') return null;
  return { kind: 'baseline', monitor, key: order.key, rows, features, state };
}

async function newsOfModel(records: Records, { monitor, version }: DecideMessageOf<'model'>): Promise<News> {
  const { kind, baseline, state, trained, refusal } = (await modelOf(records, monitor, version)).value;
  const { order } = (await baselineOf(records, monitor, baseline)).value;
  return {
    kind: 'model',
    monitor,
    key: order.key,
    model: kind,
    inCharge: state === 'in-charge',
    rows: trained?.rows ?? 0,
    accuracy: trained?.metrics.accuracy ?? null,
    refusal,
  };
}

async function newsOfQuarantined(
  records: Records,
  { monitor, quarantine }: DecideMessageOf<'quarantined'>,
): Promise<News | null> {
  const key = { pk: monitorPartition(monitor), sk: quarantine };
  const stored = await getRecord(records, key, quarantineSchema);
  return stored && { kind: 'refused', monitor, key: stored.value.key, reason: stored.value.refusal.message };
}

async function newsOfPromotion(records: Records, monitor: string): Promise<News | null> {
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion === null) return null;
  const { value } = await baselineOf(records, monitor, champion.value.baseline);
  const { order, rows, features, label, window } = value;
  const learned = label === null ? 'none' : 'to-be-learned';
  const model = champion.value.model === null ? learned : 'in-charge';
  return {
    kind: 'promotion',
    monitor,
    key: order.key,
    rows,
    features,
    batches: window?.batches ?? null,
    model,
  };
}

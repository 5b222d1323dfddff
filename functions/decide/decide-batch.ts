import type { BatchEvent } from '../../shared/alert/alert-event.ts';
import { alertWrites, sendAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import { compareOrder } from '../order.ts';
import type { Ports, Write } from '../ports.ts';
import { batchKey, batchSchema, type Decision, type JudgedBatch } from '../records/batch-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { type MonitorRecord, NOTHING_RETRAINED, type RetrainingState } from '../records/monitor-record.ts';
import { newestVersionKey, newestVersionSchema } from '../records/newest-version-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';
import { considerRetraining } from './consider-retraining.ts';
import { incidentWrites } from './incident-writes.ts';
import { isOutdated } from './is-outdated.ts';
import type { DecideMessageOf } from './message.ts';
import { changeMonitor, type MonitorRow, readMonitor } from './monitor-row.ts';
import { requestPredictions } from './request-predictions.ts';
import { type Incident, type Step, stepIncident } from './step-incident.ts';

/** Reasons told why an incident's data looks broken. */
const BROKEN_MAX = 10;

/** What a judged batch means for its monitor: incident, status and alert, in one transaction; then it is scored. */
export async function decideBatch(
  ports: Ports,
  context: Context,
  { monitor, batch: sk }: DecideMessageOf<'batch'>,
): Promise<void> {
  const batch = await getRecord(ports.records, batchKey(monitor, sk), batchSchema);
  if (batch === null || batch.value.state !== 'judged') {
    throw new Error(`Batch ${sk} of monitor ${monitor} is not recorded as judged.`);
  }
  let { decision } = batch.value;
  if (decision === null) {
    decision = await writeDecision(ports, context, monitor, { ...batch, value: batch.value });
  }
  if (decision.alert !== null) await sendAlert(ports, monitor, decision.alert);
  if (decision.model !== null) await requestPredictions(ports, monitor, { batch: sk, model: decision.model });
  if (decision.counted === 'drift') await considerRetraining(ports, context, monitor, 'drift');
}

async function writeDecision(
  ports: Ports,
  context: Context,
  monitor: string,
  batch: Stored<JudgedBatch>,
): Promise<Decision> {
  const { records } = ports;
  const { order, verdict, driftedFeatures, totalFeatures } = batch.value;
  const row = await readMonitor(ports, monitor);
  const versionKey = newestVersionKey(monitor, order.key);
  const newestVersion = await getRecord(records, versionKey, newestVersionSchema);
  // Not the model that the report names: one may have taken charge since. Whichever comes first, the batch or its
  // model, `decide` sees the other.
  const champion = await getRecord(records, championKey(monitor), championSchema);
  const overtaken = newestVersion !== null && compareOrder(newestVersion.value.order, order) > 0;

  const step = stepIncident(
    {
      newest: row.value.newest?.order ?? null,
      incident: row.value.incident,
      clean: row.value.clean,
      lastClosed: row.value.lastClosed,
    },
    { ...batch.value, overtaken, outdated: await isOutdated(records, monitor, batch.value, champion?.value) },
  );
  const incident = step.state.incident ?? row.value.incident;
  const event = eventOf(context, monitor, batch.value, step.change, incident);
  const alert = event === null ? null : alertWrites(ports, event, order.lastModified);
  const decision: Decision = {
    counted: step.counted,
    change: step.change,
    incident: incident?.id ?? null,
    alert: alert?.sk ?? null,
    model: champion?.value.model ?? null,
  };
  const isNewest = step.state.newest === order;
  const writes: Write[] = [
    changeMonitor(row, {
      status: statusAfter(step, row),
      incident: step.state.incident,
      clean: [...step.state.clean],
      lastClosed: step.state.lastClosed,
      retraining: retrainingAfter(row.value.retraining, step, batch.value),
      ...(isNewest && {
        newest: { order, batch: batch.sk, verdict, driftedFeatures, totalFeatures },
        silenceTold: null,
      }),
    }),
    replaceRecord<JudgedBatch>(batch, batch, { ...batch.value, decision }),
    ...(overtaken ? [] : [replaceRecord(versionKey, newestVersion, { order })]),
    ...(await incidentWrites(records, monitor, batch, step, incident)),
    ...(alert?.writes ?? []),
  ];
  await records.transact(writes);
  return decision;
}

/** The alert that a change of the incident calls for. */
function eventOf(
  { places }: Context,
  monitor: string,
  batch: JudgedBatch,
  change: Decision['change'],
  incident: Incident | null,
): BatchEvent | null {
  if (change === 'none' || incident === null) return null;
  const { batchId, order, rows, totalFeatures, driftedFeatures, driftPercentage, report, top } = batch;
  const eventType = `drift.${change === 'closed' ? 'cleared' : change}` as const;
  return {
    eventType,
    id: hashId('alert', eventType, monitor, incident.id, batchId),
    monitor,
    where: places.batch(monitor, batchId),
    incident: incident.id,
    since: incident.opened.lastModified,
    batch: {
      batchId,
      file: order.key,
      uploaded: order.lastModified,
      rows,
      totalFeatures,
      driftedFeatures,
      driftPercentage,
      report: report.key,
      top,
    },
  };
}

/** A new incident begins without a word said of retraining; its batches say whether the data looks broken. */
function retrainingAfter(
  state: RetrainingState,
  { counted, change }: Step,
  { broken }: JudgedBatch,
): RetrainingState {
  const { underWay, lastEnded } = state;
  const before = change === 'opened' ? { ...NOTHING_RETRAINED, underWay, lastEnded } : state;
  if (counted !== 'drift') return before;
  const reasons = [...new Set([...before.broken, ...broken])].slice(0, BROKEN_MAX);
  return { ...before, broken: reasons };
}

function statusAfter({ state, counted }: Step, { value }: MonitorRow): MonitorRecord['status'] {
  if (value.retraining.underWay !== null) return 'retraining';
  if (state.incident !== null) return 'unreliable';
  // Too small a batch says nothing, a late one nothing new.
  return counted === 'clean' || value.status === 'unreliable' ? 'healthy' : value.status;
}

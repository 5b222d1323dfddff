import { raiseAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import type { RetrainingState } from '../records/monitor-record.ts';
import { getRecord } from '../records/record.ts';
import { newestSettings } from '../records/settings-record.ts';
import { durationMs } from '../sweep/duration.ts';
import { countLabelled } from './count-labelled.ts';
import { changeMonitor, type MonitorRow, readMonitor } from './monitor-row.ts';
import { openIncident } from './open-incident.ts';
import { requestAgain, requestRetraining } from './request-retraining.ts';
import { holdEvent, labelsEvent } from './retrain-events.ts';
import { type RetrainTrigger, stepRetraining } from './step-retraining.ts';

/**
 * Thinks over whether the model of a monitor with an open incident is to be retrained, and sees to what follows. Asked
 * again it finds that done.
 */
export async function considerRetraining(
  ports: Ports,
  context: Context,
  monitor: string,
  trigger: Exclude<RetrainTrigger, 'operator'>,
): Promise<void> {
  const { records, clock } = ports;
  const row = await readMonitor(ports, monitor);
  const { underWay, putOff } = row.value.retraining;
  if (underWay !== null) return requestAgain(ports, monitor, underWay);
  const champion = await getRecord(records, championKey(monitor), championSchema);
  const model = champion?.value.model ?? null;
  if (champion === null || model === null) return;
  const { value: baseline } = await baselineOf(records, monitor, champion.value.baseline);
  const incident = (await openIncident(records, row))?.value ?? null;
  const { mode, cooldown } = (await newestSettings(records, monitor)).settings.retrain;
  const labelledRows = incident === null ? 0 : await countLabelled(records, monitor, incident.firstBatch);
  const now = clock.now();
  const facts = { trigger, mode, incident, labelledRows, now, cooldownMs: durationMs(cooldown) };
  const step = stepRetraining(row.value.retraining, facts);
  if (step === 'put-off' || step === 'nothing' || incident === null) {
    const later = step === 'put-off' || (putOff && trigger !== 'waited');
    if (later !== putOff) await records.transact([changeRetraining(row, { putOff: later })]);
    return;
  }
  const { id, opened, firstBatch } = incident;
  switch (step) {
    case 'ask': {
      const { onset } = await judgedBatchOf(records, monitor, firstBatch);
      const wanted = { trigger, requested: now, incident: id, since: opened, onset, counted: labelledRows };
      const inCharge = { ...champion, value: { ...champion.value, model } };
      return requestRetraining(ports, row, inCharge, wanted);
    }
    case 'hold': {
      const event = holdEvent(context, monitor, {
        incident: id,
        model,
        reasons: row.value.retraining.broken,
      });
      return raiseAlert(ports, event, now, [changeRetraining(row, { holdTold: true, putOff: false })]);
    }
    case 'tell-labels': {
      const missingRows = row.value.retraining.rowsWanted - labelledRows;
      const missing = { labelledRows, missingRows, missingByClass: [] };
      const subject = { id, incident: id, since: opened.lastModified };
      const event = labelsEvent(context, monitor, subject, missing, baseline);
      return raiseAlert(ports, event, now, [changeRetraining(row, { labelsTold: true, putOff: false })]);
    }
  }
}

const changeRetraining = (row: MonitorRow, change: Partial<RetrainingState>) =>
  changeMonitor(row, { retraining: { ...row.value.retraining, ...change } });

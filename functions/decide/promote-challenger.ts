import { alertWrites, sendAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import type { Ports, Write } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import type { ChampionRecord } from '../records/champion-record.ts';
import type { IncidentRecord } from '../records/incident-record.ts';
import { modelOf } from '../records/model-record.ts';
import { NOTHING_RETRAINED } from '../records/monitor-record.ts';
import { replaceRecord, type Stored } from '../records/record.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';
import { changeMonitor, type MonitorRow } from './monitor-row.ts';
import { openIncident } from './open-incident.ts';
import { promotedEvent } from './retrain-events.ts';
import { scoreNewest } from './score-newest.ts';
import { afterTakingCharge, takeChargeWrites } from './take-charge.ts';
import { withdrawAwaiting } from './withdraw-awaiting.ts';

export interface Challenge {
  readonly row: MonitorRow;
  readonly champion: Stored<ChampionRecord>;
  readonly retraining: Stored<RetrainRecord>;
  readonly trained: NonNullable<RetrainRecord['trained']>;
}

/**
 * The writes that put a challenger in charge, with the baseline made of the rows that it learned from: together they end
 * the open incident, and the news of it is its all-clear. Of one that was not surely better, which an operator chose all
 * the same, there is nothing to tell that they do not know.
 */
export async function promotionWrites(
  ports: Ports,
  context: Context,
  { row, champion, retraining, trained }: Challenge,
): Promise<Write[]> {
  const { records, clock } = ports;
  const { monitor, incident, newest, retraining: state } = row.value;
  // Another one that is under way will find that the question has changed.
  const underWay = state.underWay === retraining.sk ? null : state.underWay;
  const awaiting = state.awaiting === retraining.sk ? null : state.awaiting;
  const now = clock.now();
  const baseline = await baselineOf(records, monitor, trained.baseline);
  const model = await modelOf(records, monitor, trained.model);
  const previous = champion.value.model;
  const event =
    trained.passed && previous !== null
      ? promotedEvent(
          context,
          monitor,
          { id: retraining.value.id, incident: retraining.value.incident, previous },
          trained,
        )
      : null;
  const alert = event && alertWrites(ports, event, now);
  return [
    ...(await takeChargeWrites(records, monitor, champion, { baseline, model })),
    replaceRecord<RetrainRecord>(retraining, retraining, {
      ...retraining.value,
      state: 'promoted',
      alert: alert?.sk ?? null,
    }),
    changeMonitor(row, {
      status: underWay === null ? 'healthy' : 'retraining',
      incident: null,
      clean: [],
      ...(incident !== null && { lastClosed: newest?.order ?? incident.opened }),
      retraining: { ...NOTHING_RETRAINED, underWay, lastEnded: now },
    }),
    ...(await closeIncident(ports, row, retraining.sk)),
    ...(await withdrawAwaiting(records, monitor, awaiting)),
    ...(alert?.writes ?? []),
  ];
}

async function closeIncident({ records }: Ports, row: MonitorRow, closedBy: string): Promise<Write[]> {
  const incident = await openIncident(records, row);
  if (incident === null) return [];
  const closed = row.value.newest?.order ?? incident.value.opened;
  return [
    replaceRecord<IncidentRecord>(incident, incident, {
      ...incident.value,
      state: 'closed',
      closed,
      closedBy,
    }),
  ];
}

/** What follows when a challenger may have taken charge. Asked again it sends what is still due. */
export async function afterPromotion(
  ports: Ports,
  monitor: string,
  { alert }: Pick<RetrainRecord, 'alert'>,
): Promise<void> {
  if (alert !== null) await sendAlert(ports, monitor, alert);
  await afterTakingCharge(ports, monitor);
  await scoreNewest(ports, monitor);
}

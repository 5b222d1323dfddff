import type { AlertEvent } from '../../shared/alert/alert-event.ts';
import { alertWrites } from '../alerting.ts';
import type { Context } from '../context.ts';
import type { Ports, Write } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import type { ChampionRecord } from '../records/champion-record.ts';
import type { MonitorRecord } from '../records/monitor-record.ts';
import { replaceRecord, type Stored } from '../records/record.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';
import { changeMonitor, type MonitorRow } from './monitor-row.ts';
import { approvalEvent, keptEvent, labelsEvent, refusedEvent } from './retrain-events.ts';
import type { Settlement } from './settle-retraining.ts';
import { setAside } from './withdraw-awaiting.ts';

/** Labelled rows that must be new before the next try: as many as a challenger is judged by at least. */
const NEW_ROWS_MIN = 100;

/** Reasons that an alert takes. */
const REASONS_MAX = 10;
const PUT_BACK =
  'The last retrained model was taken back by a person, so this one does not take charge by itself.';

/** The writes that follow from the end of a retraining but for a promotion: the champion stays, and people hear why. */
export async function settlementWrites(
  ports: Ports,
  context: Context,
  row: MonitorRow,
  retraining: Stored<RetrainRecord>,
  settlement: Settlement,
  champion: ChampionRecord | undefined,
): Promise<Write[]> {
  const { records, clock } = ports;
  const { monitor } = row.value;
  const now = clock.now();
  const event = await eventOf(ports, context, row, retraining, settlement, champion);
  const alert = event === null ? null : alertWrites(ports, event, now);
  const { trained } = retraining.value;
  const aside = settlement === 'keep' || settlement === 'supersede';
  return [
    replaceRecord<RetrainRecord>(retraining, retraining, {
      ...retraining.value,
      ...stateAfter(settlement),
      alert: alert?.sk ?? null,
    }),
    changeMonitor(row, rowAfter(row.value, retraining, settlement, now)),
    // An operator may still choose it.
    ...(aside && trained !== null ? await setAside(records, monitor, trained) : []),
    ...(alert?.writes ?? []),
  ];
}

function stateAfter(settlement: Settlement): Partial<RetrainRecord> {
  if (settlement === 'keep') return { state: 'kept' };
  if (settlement === 'await') return { state: 'waiting-for-approval' };
  return settlement === 'supersede' ? { state: 'superseded' } : {};
}

function rowAfter(
  row: MonitorRecord,
  { sk, value: { counted, missing } }: Stored<RetrainRecord>,
  settlement: Settlement,
  now: number,
): Partial<MonitorRecord> {
  const ended = { ...row.retraining, underWay: null };
  const status = row.incident === null ? 'healthy' : 'unreliable';
  switch (settlement) {
    case 'tell-labels': {
      const rowsWanted = counted + (missing?.missingRows ?? NEW_ROWS_MIN);
      return { status, retraining: { ...ended, labelsTold: true, rowsWanted } };
    }
    case 'await':
      return { status, retraining: { ...ended, awaiting: sk, lastEnded: now } };
    case 'keep':
    case 'tell-refusal': {
      // People are asked for more labelled rows by the same letter.
      const rowsWanted = counted + NEW_ROWS_MIN;
      return { status, retraining: { ...ended, labelsTold: true, rowsWanted, lastEnded: now } };
    }
    default:
      return { status, retraining: ended };
  }
}

async function eventOf(
  { records }: Ports,
  context: Context,
  { value: { monitor, retraining: state } }: MonitorRow,
  { value }: Stored<RetrainRecord>,
  settlement: Settlement,
  inCharge: ChampionRecord | undefined,
): Promise<AlertEvent | null> {
  const { id, incident, since, missing, refusal, trained, champion } = value;
  if (settlement === 'tell-labels' && missing !== null) {
    if (incident !== null && state.labelsTold) return null;
    const { value: baseline } = await baselineOf(records, monitor, champion.baseline);
    const subject = { id: incident ?? id, incident, since: since.lastModified };
    return labelsEvent(context, monitor, subject, missing, baseline);
  }
  if (settlement === 'tell-refusal') return refusedEvent(context, monitor, value, refusal ?? '');
  if (trained === null) return null;
  if (settlement === 'keep') return keptEvent(context, monitor, value, trained);
  if (settlement !== 'await') return null;
  const reasons = inCharge?.putBack === true ? [PUT_BACK, ...state.broken] : state.broken;
  return approvalEvent(context, monitor, value, trained, reasons.slice(0, REASONS_MAX));
}

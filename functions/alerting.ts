import type { AlertEvent } from '../shared/alert/alert-event.ts';
import { composeAlert } from '../shared/alert/compose-alert.ts';
import { ConditionFailed, type Ports, type Write } from './ports.ts';
import { type AlertRecord, alertKey, alertRecordSchema, alertSortKey } from './records/alert-record.ts';
import { muteOf } from './records/mute-record.ts';
import { type PendingRecord, pendingKey } from './records/pending-record.ts';
import { getRecord, putRecord, replaceRecord } from './records/record.ts';

/**
 * The writes that make an alert due: they belong into the transaction that writes what it tells of, so that
 * neither is ever there without the other. `sendAlert` publishes it then.
 *
 * @param since when it happened, milliseconds since 1970; the same for every try.
 */
export function alertWrites(
  { clock }: Ports,
  event: AlertEvent,
  since: number,
): { sk: string; writes: Write[] } {
  const sk = alertSortKey(since, event.id);
  const record: AlertRecord = { state: 'pending', since, alert: composeAlert(event) };
  const pending: PendingRecord = { kind: 'alert', monitor: event.monitor, alert: sk, written: clock.now() };
  return {
    sk,
    writes: [
      putRecord(alertKey(event.monitor, sk), record, 'absent'),
      putRecord(pendingKey(since, event.id), pending),
    ],
  };
}

/**
 * Publishes an alert that is pending and marks it sent. After a crash in between it is published again, under
 * the same id: alerts arrive at least once. While the monitor is muted, one that is not critical is kept instead.
 */
export async function sendAlert(ports: Ports, monitor: string, sk: string): Promise<void> {
  const key = alertKey(monitor, sk);
  const stored = await getRecord(ports.records, key, alertRecordSchema);
  if (stored?.value.state !== 'pending') return;
  const { alert, since } = stored.value;
  const muted = alert.severity !== 'critical' && (await muteOf(ports, monitor)) !== null;
  if (!muted) await ports.alerts.publish(alert);
  try {
    await ports.records.transact([
      replaceRecord<AlertRecord>(key, stored, { ...stored.value, state: muted ? 'muted' : 'sent' }),
      { op: 'delete', ...pendingKey(since, alert.id) },
    ]);
  } catch (error) {
    // Marked by somebody who sent it at the same time.
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** Makes an alert due, once, together with other writes, and sends it. */
export async function raiseAlert(
  ports: Ports,
  event: AlertEvent,
  since: number,
  otherWrites: readonly Write[],
): Promise<void> {
  const { sk, writes } = alertWrites(ports, event, since);
  if ((await ports.records.get(alertKey(event.monitor, sk))) === null) {
    await ports.records.transact([...otherWrites, ...writes]);
  }
  await sendAlert(ports, event.monitor, sk);
}

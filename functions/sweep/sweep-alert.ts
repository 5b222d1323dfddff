import { sendAlert } from '../alerting.ts';
import type { Ports } from '../ports.ts';
import type { PendingRecord } from '../records/pending-record.ts';

/** Whoever decided on an alert sends it at once: only after this long it is taken for forgotten. */
const SENDER_GRACE_MS = 60_000;

/** Sends an alert that was decided on and never marked as sent. */
export async function sweepAlert(
  ports: Ports,
  pending: Extract<PendingRecord, { kind: 'alert' }>,
): Promise<void> {
  if (ports.clock.now() - pending.written < SENDER_GRACE_MS) return;
  await sendAlert(ports, pending.monitor, pending.alert);
}

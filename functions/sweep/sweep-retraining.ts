import { sendRetraining } from '../decide/request-retraining.ts';
import type { Ports } from '../ports.ts';
import { lockKey, lockSchema } from '../records/lock-record.ts';
import type { PendingRecord } from '../records/pending-record.ts';
import { getRecord } from '../records/record.ts';
import { retrainOf } from '../records/retrain-record.ts';
import { giveUpRetraining } from '../retrain/give-up-retraining.ts';
import { forgottenAfterMs, TRIES_MAX } from './patience.ts';

/** Goes on with a retraining that nobody works on, or ends it when that was tried too often. */
export async function sweepRetraining(
  ports: Ports,
  { monitor, retrain }: Extract<PendingRecord, { kind: 'retraining' }>,
): Promise<void> {
  const { records, clock } = ports;
  const { value } = await retrainOf(records, monitor, retrain);
  const lock = await getRecord(records, lockKey(monitor), lockSchema);
  const idleSince = Math.max(value.requested, lock?.value.leaseUntil ?? 0);
  if (clock.now() - idleSince < forgottenAfterMs(value.tries)) return;
  if (value.state === 'wanted' && value.tries >= TRIES_MAX) await giveUpRetraining(ports, monitor, retrain);
  else await sendRetraining(ports, monitor, retrain);
}

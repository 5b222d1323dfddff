import type { Claim } from '../claim.ts';
import { tellDecide } from '../decide/message.ts';
import { parseInputKey } from '../keys.ts';
import type { Ports } from '../ports.ts';
import { quarantine } from '../quarantine.ts';
import { championKey } from '../records/champion-record.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import type { PendingRecord } from '../records/pending-record.ts';
import { getRecord } from '../records/record.ts';

/** After a claim has ended its message is tried again by the queue: only after this long it is taken for lost. */
const QUEUE_GRACE_MS = 5 * 60_000;

/** A file that waits longer than this for a baseline is told of: a baseline uploaded with it lands within it. */
const WAITING_TOLD_AFTER_MS = 15 * 60_000;

/** Tries of one file, over all redeliveries; one that still failed is set aside. */
const TRIES_MAX = 20;

/** Goes on with a file that is neither finished nor worked on. */
export async function sweepFile(
  ports: Ports,
  pending: Extract<PendingRecord, { kind: 'file' }>,
): Promise<void> {
  const key = claimKey(pending.claimId);
  const stored = await getRecord(ports.records, key, claimSchema);
  if (stored === null) return;
  const claim: Claim = { ...stored, id: pending.claimId };
  if (claim.value.state === 'waiting-for-baseline') await sweepWaiting(ports, claim);
  if (claim.value.state === 'running') await sweepRunning(ports, claim);
}

async function sweepWaiting(ports: Ports, claim: Claim): Promise<void> {
  const { monitor, event, first, queue } = claim.value;
  if ((await ports.records.get(championKey(monitor))) !== null) {
    await ports.queue.send(queue, JSON.stringify(event));
  } else if (ports.clock.now() - first >= WAITING_TOLD_AFTER_MS) {
    await tellDecide(ports.queue, { kind: 'waiting', monitor, file: event.key, since: first });
  }
}

async function sweepRunning(ports: Ports, claim: Claim): Promise<void> {
  const { event, queue, tries, until } = claim.value;
  if (ports.clock.now() - until < QUEUE_GRACE_MS) return;
  if (tries < TRIES_MAX) return ports.queue.send(queue, JSON.stringify(event));
  const file = parseInputKey(event.key);
  if (file === null) return;
  await quarantine(ports, claim, file, {
    code: 'gave-up',
    message: `${event.key}: it could not be processed in ${tries} tries. The log says why; upload it again when the reason is gone.`,
  });
}

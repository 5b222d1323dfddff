import type { Claim } from '../claim.ts';
import type { Ports } from '../ports.ts';
import { DELIVERIES_MAX } from '../queues.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import type { PendingFile } from '../records/pending-record.ts';
import { getRecord } from '../records/record.ts';
import { giveUp } from './give-up.ts';

/**
 * After a claim has ended its message is tried again by the queue: only after this long it is taken for lost, and four
 * times as long after every DELIVERIES_MAX tries. So the last try is hours after the first, and an outage of an hour
 * costs no file.
 */
const QUEUE_GRACE_MS = 5 * 60_000;
const GRACE_FACTOR = 4;

/** Tries of one file, over all redeliveries; one that still failed is set aside. */
const TRIES_MAX = 20;

/** Goes on with a file whose claim has run out before its work was done. */
export async function sweepFile(ports: Ports, { claimId }: PendingFile): Promise<void> {
  const stored = await getRecord(ports.records, claimKey(claimId), claimSchema);
  if (stored?.value.state === 'running') await sweepRunning(ports, { ...stored, id: claimId });
}

async function sweepRunning(ports: Ports, claim: Claim): Promise<void> {
  const { event, queue, tries, until } = claim.value;
  const rounds = Math.max(1, Math.floor(tries / DELIVERIES_MAX));
  if (ports.clock.now() - until < QUEUE_GRACE_MS * GRACE_FACTOR ** (rounds - 1)) return;
  if (tries < TRIES_MAX) return ports.queue.send(queue, JSON.stringify(event));
  await giveUp(ports, claim);
}

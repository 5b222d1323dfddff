import type { Claim } from '../claim.ts';
import type { Ports } from '../ports.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import type { PendingFile } from '../records/pending-record.ts';
import { getRecord } from '../records/record.ts';
import { giveUp } from './give-up.ts';
import { forgottenAfterMs, TRIES_MAX } from './patience.ts';

/** Goes on with a file whose claim has run out before its work was done. */
export async function sweepFile(ports: Ports, { claimId }: PendingFile): Promise<void> {
  const stored = await getRecord(ports.records, claimKey(claimId), claimSchema);
  if (stored?.value.state === 'running') await sweepRunning(ports, { ...stored, id: claimId });
}

async function sweepRunning(ports: Ports, claim: Claim): Promise<void> {
  const { event, queue, tries, until } = claim.value;
  if (ports.clock.now() - until < forgottenAfterMs(tries)) return;
  if (tries < TRIES_MAX) return ports.queue.send(queue, JSON.stringify(event));
  await giveUp(ports, claim);
}

import type { Ports } from '../ports.ts';
import { championKey } from '../records/champion-record.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import { getRecord, queryRecords } from '../records/record.ts';

/** Files taken up in one go: a decision may take a minute, and meanwhile holds up its monitor. */
const TAKEN_UP_MAX = 500;

/**
 * Sends the files that wait for this monitor's baseline to their queues again, oldest first; those beyond
 * TAKEN_UP_MAX are left to `sweep`. O(pending rows).
 */
export async function takeUpParked(ports: Ports, monitor: string): Promise<void> {
  if ((await ports.records.get(championKey(monitor))) === null) return;
  let sent = 0;
  for await (const { value } of queryRecords(ports.records, PENDING, '', pendingSchema)) {
    if (value.kind !== 'file' || !value.parked || value.monitor !== monitor) continue;
    const claim = await getRecord(ports.records, claimKey(value.claimId), claimSchema);
    if (claim?.value.state !== 'waiting-for-baseline') continue;
    await ports.queue.send(claim.value.queue, JSON.stringify(claim.value.event));
    if (++sent === TAKEN_UP_MAX) return;
  }
}

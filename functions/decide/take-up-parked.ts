import type { Ports } from '../ports.ts';
import { championKey } from '../records/champion-record.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import { getRecord, queryRecords } from '../records/record.ts';

/** Sends every batch that waits for this monitor's baseline to `detect` again, oldest first. O(pending rows). */
export async function takeUpParked(ports: Ports, monitor: string): Promise<void> {
  if ((await ports.records.get(championKey(monitor))) === null) return;
  for await (const { value } of queryRecords(ports.records, PENDING, '', pendingSchema)) {
    if (value.kind !== 'file' || !value.parked || value.monitor !== monitor) continue;
    const claim = await getRecord(ports.records, claimKey(value.claimId), claimSchema);
    if (claim?.value.state !== 'waiting-for-baseline') continue;
    await ports.queue.send('detect', JSON.stringify(claim.value.event));
  }
}

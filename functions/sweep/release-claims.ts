import type { Ports } from '../ports.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import { getRecord, queryRecords, replaceRecord } from '../records/record.ts';
import { releaseLease } from '../retrain/lease.ts';

/**
 * Ends the claims and leases of a process that died. For a run that is alone on its state, once at start, before any
 * message is delivered: what was cut off goes on at once instead of after the lease.
 */
export async function releaseClaims({ records, clock }: Ports): Promise<void> {
  for await (const { value } of queryRecords(records, PENDING, '', pendingSchema)) {
    if (value.kind === 'retraining') await releaseLease({ records }, value);
    if (value.kind !== 'file') continue;
    const key = claimKey(value.claimId);
    const claim = await getRecord(records, key, claimSchema);
    if (claim?.value.state !== 'running') continue;
    await records.transact([replaceRecord(key, claim, { ...claim.value, until: clock.now() })]);
  }
}

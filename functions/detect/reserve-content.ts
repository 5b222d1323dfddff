import type * as v from 'valibot';
import type { Claim } from '../claim.ts';
import { hashId } from '../hash-id.ts';
import { ConditionFailed, type Ports, type RecordKey, type Records } from '../ports.ts';
import { type BatchRecord, batchKey, batchSortKey } from '../records/batch-record.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import { contentKey, contentSchema } from '../records/content-record.ts';
import { getRecord, putRecord } from '../records/record.ts';

type Owner = v.InferOutput<typeof contentSchema>;

/** A content with what it is judged by: the same again is the same question. */
export interface Question {
  readonly monitor: string;
  readonly sha256: string;
  readonly baseline: string;
  readonly settings: string | null;
  readonly lastModified: number;
}

/**
 * Says which upload judges a content, and the batch that the verdict is or will be: the first to ask, for ever.
 * Asked again by the same upload it says the same.
 *
 * An upload that was given up before it had a verdict leaves its content to the next that brings it, under another
 * id: what the first may have stored is not the same bytes.
 */
export async function reserveContent(
  records: Records,
  { monitor, sha256, baseline, settings, lastModified }: Question,
  claim: Claim,
): Promise<Owner & { batchId: string }> {
  let batchId = hashId('batch', monitor, sha256, baseline, settings);
  for (;;) {
    const candidate = { claimId: claim.id, batch: batchSortKey(lastModified, batchId) };
    const owner = await reserve(records, contentKey(monitor, batchId), candidate);
    if (owner.claimId === claim.id || !(await gaveUp(records, monitor, owner))) return { ...owner, batchId };
    batchId = hashId('batch', batchId, owner.claimId);
  }
}

async function reserve(records: Records, key: RecordKey, candidate: Owner): Promise<Owner> {
  try {
    await records.transact([putRecord(key, candidate, 'absent')]);
    return candidate;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    const owner = await getRecord(records, key, contentSchema);
    if (owner === null) throw error;
    return owner.value;
  }
}

async function gaveUp(records: Records, monitor: string, { claimId, batch }: Owner): Promise<boolean> {
  const claim = await getRecord(records, claimKey(claimId), claimSchema);
  return claim?.value.state === 'quarantined' && (await records.get(batchKey(monitor, batch))) === null;
}

/** Lists an upload whose content was judged before. */
export async function recordDuplicate(
  { records }: Ports,
  claim: Claim,
  duplicate: Extract<BatchRecord, { state: 'duplicate' }>,
): Promise<void> {
  const sk = batchSortKey(duplicate.order.lastModified, claim.id);
  await records.transact([putRecord(batchKey(claim.value.monitor, sk), duplicate)]);
}

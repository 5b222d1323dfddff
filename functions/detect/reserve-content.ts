import type * as v from 'valibot';
import type { Claim } from '../claim.ts';
import { ConditionFailed, type Ports } from '../ports.ts';
import { type BatchRecord, batchKey, batchSortKey } from '../records/batch-record.ts';
import { contentKey, contentSchema } from '../records/content-record.ts';
import { getRecord, putRecord } from '../records/record.ts';

type Owner = v.InferOutput<typeof contentSchema>;

/**
 * Says which upload judges a content: the first to ask, for ever. Asked again by the same upload it says the same.
 */
export async function reserveContent(
  { records }: Ports,
  monitor: string,
  batchId: string,
  candidate: Owner,
): Promise<Owner> {
  const key = contentKey(monitor, batchId);
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

/** Lists an upload whose content was judged before. */
export async function recordDuplicate(
  { records }: Ports,
  claim: Claim,
  duplicate: Extract<BatchRecord, { state: 'duplicate' }>,
): Promise<void> {
  const sk = batchSortKey(duplicate.order.lastModified, claim.id);
  await records.transact([putRecord(batchKey(claim.value.monitor, sk), duplicate)]);
}

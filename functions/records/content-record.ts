import * as v from 'valibot';
import { monitorPartition } from './monitor-partition.ts';

/** Which upload judges a content: whoever writes it first. The same content from another is a duplicate. */
export const contentSchema = v.object({ claimId: v.string(), batch: v.string() });

export const contentKey = (monitor: string, batchId: string) => ({
  pk: monitorPartition(monitor),
  sk: `CONTENT#${batchId}`,
});

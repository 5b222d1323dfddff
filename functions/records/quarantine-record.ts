import * as v from 'valibot';
import { timeKey } from '../order.ts';
import { monitorPartition } from './monitor-partition.ts';

/** A file that cannot be used, and why. */
export const quarantineSchema = v.object({
  kind: v.picklist(['settings', 'baseline', 'production', 'labels']),
  key: v.string(),
  versionId: v.string(),
  since: v.number(),
  refusal: v.object({
    code: v.string(),
    message: v.string(),
    line: v.optional(v.number()),
    column: v.optional(v.string()),
    value: v.optional(v.string()),
  }),
});

export type QuarantineRecord = v.InferOutput<typeof quarantineSchema>;

export const QUARANTINE_PREFIX = 'QUARANTINE#';

export const quarantineKey = (monitor: string, since: number, claimId: string) => ({
  pk: monitorPartition(monitor),
  sk: `${QUARANTINE_PREFIX}${timeKey(since)}#${claimId}`,
});

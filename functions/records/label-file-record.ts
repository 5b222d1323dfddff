import * as v from 'valibot';
import { orderSchema, timeKey } from '../order.ts';
import { monitorPartition } from './monitor-partition.ts';

/** One uploaded file with answers. */
export const labelFileSchema = v.object({
  order: orderSchema,
  /** The columns that were read. */
  columns: v.object({ id: v.string(), label: v.string() }),
  rows: v.number(),
  /** Rows without an id or without an answer. */
  empty: v.number(),
  /** Rows whose id came before in the file: with the same answer, and with another, which then counts. */
  duplicates: v.number(),
  conflicts: v.number(),
  /** Different ids with an answer, and those of them that a scored batch has: `null` until that was looked up. */
  ids: v.number(),
  found: v.nullable(v.number()),
});

export type LabelFileRecord = v.InferOutput<typeof labelFileSchema>;

export const LABEL_FILE_PREFIX = 'LABELS#';

export const labelFileKey = (monitor: string, lastModified: number, claimId: string) => ({
  pk: monitorPartition(monitor),
  sk: `${LABEL_FILE_PREFIX}${timeKey(lastModified)}#${claimId}`,
});

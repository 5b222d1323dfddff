import * as v from 'valibot';
import { monitorPartition } from './monitor-partition.ts';

/** Who retrains a monitor's model: one at a time. */
export const lockSchema = v.object({
  /** Sort key of the retraining; `null` while nobody does. */
  owner: v.nullable(v.string()),
  /** One more each time that it is taken: whoever was taken for dead can write nothing any more. */
  fence: v.number(),
  /** Nobody else may take it before, milliseconds since 1970. */
  leaseUntil: v.number(),
});

export type LockRecord = v.InferOutput<typeof lockSchema>;

export const lockKey = (monitor: string) => ({ pk: monitorPartition(monitor), sk: 'LOCK#RETRAIN' });

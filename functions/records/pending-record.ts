import * as v from 'valibot';
import { timeKey } from '../order.ts';

/** What is not finished yet, over all monitors, for `sweep`: the row goes when the work is done. */
export const pendingSchema = v.variant('kind', [
  v.object({
    kind: v.literal('file'),
    monitor: v.string(),
    claimId: v.string(),
    /** Parked until the monitor's baseline lands. */
    parked: v.boolean(),
    since: v.number(),
  }),
  v.object({
    kind: v.literal('alert'),
    monitor: v.string(),
    alert: v.string(),
    /** When it was decided to tell people: `sweep` leaves the sender a moment. */
    written: v.number(),
  }),
]);

export type PendingRecord = v.InferOutput<typeof pendingSchema>;
export type PendingFile = Extract<PendingRecord, { kind: 'file' }>;

export const PENDING = 'PENDING';

export const pendingKey = (since: number, id: string) => ({ pk: PENDING, sk: `${timeKey(since)}#${id}` });

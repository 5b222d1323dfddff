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
  v.object({
    kind: v.literal('retraining'),
    monitor: v.string(),
    /** Sort key of its record. */
    retrain: v.string(),
  }),
  v.object({
    kind: v.literal('decision'),
    monitor: v.string(),
    /** What `decide` was told, as it was sent. */
    message: v.string(),
    /** When it was told last, and how often. */
    told: v.number(),
    times: v.number(),
  }),
]);

export type PendingRecord = v.InferOutput<typeof pendingSchema>;
export type UndecidedRecord = Extract<PendingRecord, { kind: 'decision' }>;
export type PendingFile = Extract<PendingRecord, { kind: 'file' }>;

export const PENDING = 'PENDING';

/** After all files and alerts, whose keys begin with a time. */
export const undecidedKey = (id: string) => ({ pk: PENDING, sk: `UNDECIDED#${id}` });

export const pendingKey = (since: number, id: string) => ({ pk: PENDING, sk: `${timeKey(since)}#${id}` });

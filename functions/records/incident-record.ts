import * as v from 'valibot';
import { orderSchema, timeKey } from '../order.ts';
import { monitorPartition } from './monitor-partition.ts';

/** A run of drifting batches: opened once, updated as it goes on, closed by an all-clear. */
export const incidentSchema = v.object({
  id: v.string(),
  state: v.picklist(['open', 'closed']),
  opened: orderSchema,
  closed: v.nullable(orderSchema),
  /** The retraining that closed it; `null` where clean batches did. */
  closedBy: v.optional(v.nullable(v.string()), null),
  /** The first drifting batch, and the last. */
  firstBatch: v.string(),
  lastBatch: v.string(),
  driftingBatches: v.number(),
  /** At its worst. */
  driftedFeatures: v.number(),
  strongest: v.number(),
  /** Who said that they look after it. */
  acknowledged: v.optional(v.nullable(v.object({ by: v.string(), at: v.number(), note: v.string() })), null),
});

export type IncidentRecord = v.InferOutput<typeof incidentSchema>;

export const INCIDENT_PREFIX = 'INCIDENT#';

export const incidentKey = (monitor: string, opened: number, id: string) => ({
  pk: monitorPartition(monitor),
  sk: `${INCIDENT_PREFIX}${timeKey(opened)}#${id}`,
});

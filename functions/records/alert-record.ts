import * as v from 'valibot';
import { timeKey } from '../order.ts';
import { monitorPartition } from './monitor-partition.ts';

/** An alert as it was or will be published: word for word, so that sending it again sends the same. */
export const alertRecordSchema = v.object({
  /** `muted`: kept, and not sent because somebody had muted the monitor (see `mute-record.ts`). */
  state: v.picklist(['pending', 'sent', 'muted']),
  since: v.number(),
  alert: v.object({
    id: v.string(),
    eventType: v.string(),
    monitor: v.string(),
    severity: v.picklist(['info', 'warning', 'critical']),
    subject: v.string(),
    text: v.string(),
    json: v.string(),
  }),
});

export type AlertRecord = v.InferOutput<typeof alertRecordSchema>;

export const ALERT_PREFIX = 'ALERT#';

export const alertSortKey = (since: number, alertId: string) => `${ALERT_PREFIX}${timeKey(since)}#${alertId}`;

export const alertKey = (monitor: string, sk: string) => ({ pk: monitorPartition(monitor), sk });

import * as v from 'valibot';
import { orderSchema } from '../order.ts';

/** The open incident as far as the next decision needs it (see `step-incident.ts`); its story is in its own record. */
const openIncidentSchema = v.object({
  id: v.string(),
  opened: orderSchema,
  size: v.number(),
  told: v.object({ driftedFeatures: v.number(), strongest: v.number() }),
});

/** What `decide` remembers of retraining a monitor's model (see `step-retraining.ts`). */
const retrainingSchema = v.object({
  /** Sort key of the one under way, and of the one that waits for a person's approval. */
  underWay: v.nullable(v.string()),
  awaiting: v.nullable(v.string()),
  /** When the last challenger was compared or could not be trained, in milliseconds since 1970. */
  lastEnded: v.nullable(v.number()),
  /** Of the open incident: why its data looks broken, and whether people know that retraining waits for them. */
  broken: v.array(v.string()),
  holdTold: v.boolean(),
  /** Whether people know that labels are missing. */
  labelsTold: v.boolean(),
  /** Labelled rows of its batches that a try is worth; more after each that was not enough. */
  rowsWanted: v.number(),
  /** Whether it is to be thought over again after a while. */
  putOff: v.boolean(),
});

export type RetrainingState = v.InferOutput<typeof retrainingSchema>;

/** Of these the newest 30 % make the 100 that a challenger is judged by at least. */
const ROWS_WANTED = 334;

/** Before anything was retrained. */
export const NOTHING_RETRAINED: RetrainingState = {
  underWay: null,
  awaiting: null,
  lastEnded: null,
  broken: [],
  holdTold: false,
  labelsTold: false,
  rowsWanted: ROWS_WANTED,
  putOff: false,
};

/** A monitor's row on the list page, and the state that `decide` goes by. Only `decide` writes it. */
export const monitorSchema = v.object({
  monitor: v.string(),
  /** `learning`: nothing decided yet. `unreliable`: an incident is open. `retraining`: a challenger is being trained. */
  status: v.picklist(['learning', 'healthy', 'unreliable', 'retraining']),
  /** When the monitor was first heard of. */
  since: v.number(),
  /** The newest batch decided, by its order. */
  newest: v.nullable(
    v.object({
      order: orderSchema,
      batch: v.string(),
      verdict: v.picklist(['ok', 'drift', 'insufficient']),
      driftedFeatures: v.number(),
      totalFeatures: v.number(),
    }),
  ),
  incident: v.nullable(openIncidentSchema),
  clean: v.array(v.object({ order: orderSchema, minDetectable: v.nullable(v.number()) })),
  /** The batch that closed the last incident. */
  lastClosed: v.nullable(orderSchema),
  /** The batch after which silence was last reported, by its upload time (or `since`): told once a silence. */
  silenceTold: v.nullable(v.number()),
  /** Whether people were told that batches wait for a baseline. */
  waitingTold: v.boolean(),
  retraining: v.optional(retrainingSchema, NOTHING_RETRAINED),
});

export type MonitorRecord = v.InferOutput<typeof monitorSchema>;

export const MONITORS = 'MONITORS';

export const monitorKey = (monitor: string) => ({ pk: MONITORS, sk: monitor });

/** A monitor heard of for the first time. */
export function newMonitor(monitor: string, since: number): MonitorRecord {
  return {
    monitor,
    status: 'learning',
    since,
    newest: null,
    incident: null,
    clean: [],
    lastClosed: null,
    silenceTold: null,
    waitingTold: false,
    retraining: NOTHING_RETRAINED,
  };
}

/** When the newest batch was uploaded, or when the monitor began: silence is counted from here. */
export function lastHeardOf({ newest, since }: MonitorRecord): number {
  return newest?.order.lastModified ?? since;
}

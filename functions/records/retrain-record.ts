import * as v from 'valibot';
import { MODEL_KIND_NAMES } from '../../shared/config/settings.ts';
import { orderSchema, timeKey } from '../order.ts';
import type { Records } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord } from './record.ts';

const artifactSchema = v.object({ key: v.string(), sha256: v.string() });
const both = v.object({ champion: v.number(), challenger: v.number() });
const intervalSchema = v.object({ estimate: v.number(), low: v.number(), high: v.number() });

/** Champion and challenger on rows that neither has learned from; what alerts say word for word. */
const comparisonSchema = v.object({
  rows: v.number(),
  accuracy: both,
  logLoss: both,
  /** The champion's log-loss less the challenger's. */
  gain: intervalSchema,
  /** On rows from before the drift. */
  oldRows: v.nullable(v.object({ rows: v.number(), accuracy: both, logLoss: both })),
});

/** What came of training. */
const trainedSchema = v.object({
  /** The challenger, and the baseline made of the labelled rows that it learned from. */
  model: v.string(),
  baseline: v.string(),
  /** Labelled rows since the drift began. */
  labelledRows: v.number(),
  /** Whether the challenger is surely better. */
  passed: v.boolean(),
  comparison: comparisonSchema,
  /** All there is to say of the comparison, and the rows it was made with: they judge no other challenger. */
  evidence: artifactSchema,
  heldOut: artifactSchema,
});

const missingSchema = v.object({
  labelledRows: v.number(),
  missingRows: v.number(),
  missingByClass: v.array(v.object({ class: v.string(), rows: v.number() })),
});

/** One try to replace the champion: why, from which rows, and how it ended. */
export const retrainSchema = v.object({
  id: v.string(),
  trigger: v.picklist(['drift', 'labels', 'settings', 'operator', 'waited']),
  /** When `decide` asked for it, milliseconds since 1970. */
  requested: v.number(),
  /** The incident it is to end; `null` where an operator asked for it without one. */
  incident: v.nullable(v.string()),
  /** Where the drift began: this upload and those after it count, and of its rows those from `row` on (the first is 1). */
  since: orderSchema,
  row: v.nullable(v.number()),
  /** Labelled rows since then when it was asked for, as `decide` counted them. */
  counted: v.number(),
  /** What was in charge when it was asked for, and the revision of CHAMPION: the challenger is compared with it. */
  champion: v.object({ model: v.string(), baseline: v.string(), rev: v.number() }),
  kind: v.picklist(MODEL_KIND_NAMES),
  seed: v.number(),
  trainRowsMax: v.number(),
  /** Settings that its rows are read with. */
  settings: v.nullable(v.string()),
  /**
   * `wanted`: not trained yet. `trained`: not decided upon yet. `waiting-for-approval`: better, and a person decides.
   * `kept`: not surely better, the champion stays. `superseded`: the question had changed by the time it was answered.
   */
  state: v.picklist([
    'wanted',
    'waiting-for-labels',
    'refused',
    'trained',
    'promoted',
    'kept',
    'waiting-for-approval',
    'superseded',
  ]),
  /** Times it was taken up, and the lease it was taken up under last: nothing is written under an earlier one. */
  tries: v.number(),
  fence: v.number(),
  missing: v.nullable(missingSchema),
  refusal: v.nullable(v.string()),
  trained: v.nullable(trainedSchema),
  /** The alert about its end. */
  alert: v.nullable(v.string()),
});

export type RetrainRecord = v.InferOutput<typeof retrainSchema>;

export const RETRAIN_PREFIX = 'RETRAIN#';

export const retrainSortKey = (requested: number, id: string) =>
  `${RETRAIN_PREFIX}${timeKey(requested)}#${id}`;

export const retrainKey = (monitor: string, sk: string) => ({ pk: monitorPartition(monitor), sk });

/** A retraining that another record or a message refers to. */
export async function retrainOf(records: Records, monitor: string, sk: string) {
  const stored = await getRecord(records, retrainKey(monitor, sk), retrainSchema);
  if (stored === null) throw new Error(`Retraining ${sk} of monitor ${monitor} is not recorded.`);
  return stored;
}

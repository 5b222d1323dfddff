import * as v from 'valibot';
import { orderSchema, timeKey } from '../order.ts';
import type { Records } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord } from './record.ts';

/** What `decide` made of a batch. */
const decisionSchema = v.object({
  /** `late`: an older batch than one decided before; it is reported, and changes no more than `decide` says. */
  counted: v.picklist(['drift', 'clean', 'neither', 'late']),
  change: v.picklist(['none', 'opened', 'worsened', 'closed']),
  incident: v.nullable(v.string()),
  alert: v.nullable(v.string()),
  /** The model in charge when it was decided, which scores the batch. */
  model: v.nullable(v.string()),
});

/** A batch with its verdict. */
const judgedBatchSchema = v.object({
  state: v.literal('judged'),
  batchId: v.string(),
  claimId: v.string(),
  order: orderSchema,
  sha256: v.string(),
  rows: v.number(),
  verdict: v.picklist(['ok', 'drift', 'insufficient']),
  totalFeatures: v.number(),
  driftedFeatures: v.number(),
  driftPercentage: v.number(),
  /** Whether as many features drifted as the settings ask for. */
  alert: v.boolean(),
  /** Largest change among the drifted features, as a share of rows (D, or total variation); 0 without drift. */
  strongest: v.number(),
  /** Smallest change that the batch could have shown in its median feature; `null` when none. */
  minDetectable: v.nullable(v.number()),
  /** The strongest drifted features, in words. */
  top: v.array(v.object({ name: v.string(), sentence: v.string() })),
  /** Findings that somebody should look into. */
  problems: v.array(v.string()),
  /** Why the data looks broken rather than changed, in words: then nobody learns from it unasked. */
  broken: v.optional(v.array(v.string()), []),
  /** Data row near which the drift began, the first is 1; `null` unless that is clear. */
  onset: v.optional(v.nullable(v.number()), null),
  report: v.object({ key: v.string(), sha256: v.string() }),
  baseline: v.string(),
  settings: v.nullable(v.string()),
  model: v.nullable(v.string()),
  decision: v.nullable(decisionSchema),
});

/** A batch whose content was judged before: recorded, no report, no alert. */
const duplicateBatchSchema = v.object({
  state: v.literal('duplicate'),
  order: orderSchema,
  sha256: v.string(),
  /** The batch that has the verdict. */
  of: v.string(),
});

export const batchSchema = v.variant('state', [judgedBatchSchema, duplicateBatchSchema]);

export type JudgedBatch = v.InferOutput<typeof judgedBatchSchema>;
export type BatchRecord = v.InferOutput<typeof batchSchema>;
export type Decision = v.InferOutput<typeof decisionSchema>;

export const BATCH_PREFIX = 'BATCH#';

/** The sort key of a batch: by the time of its upload. */
export const batchSortKey = (lastModified: number, id: string) =>
  `${BATCH_PREFIX}${timeKey(lastModified)}#${id}`;

export const batchKey = (monitor: string, sk: string) => ({ pk: monitorPartition(monitor), sk });

/** A judged batch that another record or a message refers to. */
export async function judgedBatchOf(records: Records, monitor: string, sk: string): Promise<JudgedBatch> {
  const batch = await getRecord(records, batchKey(monitor, sk), batchSchema);
  if (batch?.value.state !== 'judged') {
    throw new Error(`Batch ${sk} of monitor ${monitor} is not recorded as judged.`);
  }
  return batch.value;
}

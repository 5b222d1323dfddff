import * as v from 'valibot';
import { BATCH_PREFIX } from './batch-record.ts';
import { monitorPartition } from './monitor-partition.ts';

const intervalSchema = v.object({ value: v.number(), low: v.number(), high: v.number() });

/** By the rows whose answer is known; intervals of 95 %. */
const measuredSchema = v.object({
  accuracy: intervalSchema,
  logLoss: intervalSchema,
  /** `null` when the answers are all of one class. */
  rocAuc: v.nullable(intervalSchema),
  classes: v.array(v.object({ name: v.string(), labelled: v.number(), right: v.number() })),
});

/** How good the predictions for one batch by one version of a model were, as far as its answers are known. */
export const performanceSchema = v.object({
  model: v.string(),
  /** Sort key of the batch. */
  batch: v.string(),
  batchId: v.string(),
  file: v.string(),
  rows: v.number(),
  /** Rows whose answer is known and a class of the model. */
  labelled: v.number(),
  /** Rows whose answer is none of the model's classes: told, and left out of the figures. */
  foreign: v.number(),
  /** Answers that came again, and answers that took the place of another. */
  duplicates: v.number(),
  conflicts: v.number(),
  /** Whether the model learned from rows of this batch: it then seems better than it is. */
  learnedFrom: v.optional(v.boolean(), false),
  /** `null` without a labelled row. */
  measured: v.nullable(measuredSchema),
  /** Why it could not be measured. */
  refusal: v.nullable(v.string()),
});

export type PerformanceRecord = v.InferOutput<typeof performanceSchema>;

export const PERFORMANCE_PREFIX = 'PERFORMANCE#';

/** By the time of the batch's upload, like its predictions. */
export const performanceKey = (monitor: string, batch: string, model: string) => ({
  pk: monitorPartition(monitor),
  sk: `${PERFORMANCE_PREFIX}${batch.slice(BATCH_PREFIX.length)}#${model}`,
});

import * as v from 'valibot';
import type { Records } from '../ports.ts';
import { BATCH_PREFIX } from './batch-record.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord, type Stored } from './record.ts';

const artifactSchema = v.object({ key: v.string(), sha256: v.string() });

/** `model-unusable`: the stored model is not the one that was trained, or cannot be read. */
const UNSCORED_CODES = ['model-unusable', 'file-unusable', 'gave-up'] as const;

const scoredSchema = v.object({
  rows: v.number(),
  /** One line a row. */
  predictions: artifactSchema,
  /** What changed in the predictions. */
  summary: artifactSchema,
  /** Whether the scores drifted. */
  drifted: v.boolean(),
  /** From the probabilities alone; `null` without a row. */
  estimated: v.nullable(
    v.object({
      accuracy: v.number(),
      rocAuc: v.nullable(v.number()),
      assumes: v.string(),
    }),
  ),
});

/** How the predictions differ from those of another version. */
const changesSchema = v.object({
  against: v.string(),
  /** `null` where they cannot be compared, and then `refusal` says why. */
  compared: v.nullable(v.object({ rows: v.number(), changed: v.number(), document: artifactSchema })),
  refusal: v.nullable(v.string()),
});

/** One batch as one version of a model scored it. */
export const predictionSchema = v.object({
  model: v.string(),
  /** Sort key of the batch. */
  batch: v.string(),
  batchId: v.string(),
  file: v.string(),
  /** `null` where it could not be scored, and then `refusal` says why. */
  scored: v.nullable(scoredSchema),
  refusal: v.nullable(v.object({ code: v.picklist(UNSCORED_CODES), message: v.string() })),
  /** Where the model took charge after the batch was judged; of several such times, the last. */
  changes: v.optional(v.nullable(changesSchema), null),
});

export type PredictionRecord = v.InferOutput<typeof predictionSchema>;

export const PREDICTION_PREFIX = 'PREDICTION#';

/** By the time of the batch's upload, like the batch's own sort key. */
export const predictionKey = (monitor: string, batch: string, model: string) => ({
  pk: monitorPartition(monitor),
  sk: `${PREDICTION_PREFIX}${batch.slice(BATCH_PREFIX.length)}#${model}`,
});

/** The predictions for a batch that a message refers to. */
export async function predictionOf(
  records: Records,
  monitor: string,
  batch: string,
  model: string,
): Promise<Stored<PredictionRecord>> {
  const stored = await getRecord(records, predictionKey(monitor, batch, model), predictionSchema);
  if (stored === null) {
    throw new Error(
      `Predictions for batch ${batch} of monitor ${monitor} by model ${model} are not recorded.`,
    );
  }
  return stored;
}

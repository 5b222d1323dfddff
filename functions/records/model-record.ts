import * as v from 'valibot';
import { MODEL_KIND_NAMES } from '../../shared/config/settings.ts';
import type { Records } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord } from './record.ts';

const artifactSchema = v.object({ key: v.string(), sha256: v.string() });

/** What came of training. */
const trainedSchema = v.object({
  document: artifactSchema,
  /** For people. */
  card: artifactSchema,
  rows: v.number(),
  classes: v.array(v.string()),
  /** On rows held out of training. */
  metrics: v.record(v.string(), v.number()),
});

/** One version of a model: what it is learned from and how, and what came of it. */
export const modelSchema = v.object({
  version: v.string(),
  baseline: v.string(),
  label: v.string(),
  kind: v.picklist(MODEL_KIND_NAMES),
  seed: v.number(),
  trainRowsMax: v.number(),
  /** When `decide` asked for it, milliseconds since 1970. */
  requested: v.number(),
  /**
   * `wanted`: not trained yet. `trained`: not decided upon yet. `refused`: cannot be trained, and why.
   * `superseded`: another baseline or model was in charge by the time it was trained.
   */
  state: v.picklist(['wanted', 'trained', 'refused', 'in-charge', 'superseded']),
  trained: v.nullable(trainedSchema),
  refusal: v.nullable(v.string()),
  /** The retraining that it is the challenger of; `null` for a baseline's first model. */
  retrain: v.optional(v.nullable(v.string()), null),
  /** The alert that it cannot be used, once people were told. */
  unusableTold: v.nullable(v.string()),
});

export type ModelRecord = v.InferOutput<typeof modelSchema>;

export const MODEL_PREFIX = 'MODEL#';

export const modelKey = (monitor: string, version: string) => ({
  pk: monitorPartition(monitor),
  sk: `${MODEL_PREFIX}${version}`,
});

/** A model that another record refers to. */
export async function modelOf(records: Records, monitor: string, version: string) {
  const stored = await getRecord(records, modelKey(monitor, version), modelSchema);
  if (stored === null) throw new Error(`Model ${version} of monitor ${monitor} is not recorded.`);
  return stored;
}

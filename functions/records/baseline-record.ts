import * as v from 'valibot';
import { compareOrder, orderSchema } from '../order.ts';
import type { Records } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord } from './record.ts';

const artifactSchema = v.object({ key: v.string(), sha256: v.string() });

/** Labelled rows of batches; the newest of these is the baseline's place in the order of uploads. */
const windowSchema = v.object({
  artifact: artifactSchema,
  /** The retraining that gathered them. */
  retrain: v.string(),
  /** The oldest batch that rows come from, and how many batches there are. */
  since: orderSchema,
  batches: v.number(),
  /** The baseline that was in charge. */
  parent: v.string(),
});

/** One profiled baseline. */
export const baselineSchema = v.object({
  version: v.string(),
  order: orderSchema,
  /** Digest of the CSV. */
  sha256: v.string(),
  rows: v.number(),
  features: v.number(),
  /** Column with the answers; `null` when none is known, and then no model is trained. */
  label: v.nullable(v.string()),
  /** Column that names a row; `null` when none is known, and then labels cannot come later. */
  id: v.nullable(v.string()),
  profile: artifactSchema,
  /** The profile once more, as bytes that are used as they are; `null` for baselines from before there were any. */
  compiled: v.optional(v.nullable(artifactSchema), null),
  /** Set where it is not an upload but the labelled rows of batches since a drift began, which are an artifact. */
  window: v.optional(v.nullable(windowSchema), null),
  /** Settings it was read with, and what of them decides how a CSV is read (see `reading-settings.ts`). */
  settings: v.nullable(v.string()),
  reading: v.string(),
  /**
   * `profiled`: not decided upon yet. `candidate`: waits for an operator or a promotion, because a model
   * depends on the one in charge. `superseded`: a newer one was in charge already, or took over.
   */
  state: v.picklist(['profiled', 'in-charge', 'candidate', 'superseded']),
});

export type BaselineRecord = v.InferOutput<typeof baselineSchema>;

export const BASELINE_PREFIX = 'BASELINE#';

export const baselineKey = (monitor: string, version: string) => ({
  pk: monitorPartition(monitor),
  sk: `${BASELINE_PREFIX}${version}`,
});

/** Whether two are readings of the same rows: windows that end with the same batch may hold more answers or fewer. */
export function isSameUpload(one: BaselineRecord, other: BaselineRecord): boolean {
  return (
    compareOrder(one.order, other.order) === 0 && one.window?.artifact.key === other.window?.artifact.key
  );
}

/** A baseline that another record refers to. */
export async function baselineOf(records: Records, monitor: string, version: string) {
  const stored = await getRecord(records, baselineKey(monitor, version), baselineSchema);
  if (stored === null) throw new Error(`Baseline ${version} of monitor ${monitor} is not recorded.`);
  return stored;
}

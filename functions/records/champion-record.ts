import * as v from 'valibot';
import { monitorPartition } from './monitor-partition.ts';

/** What is in charge of a monitor: the model, and the baseline that batches are compared with. */
export const championSchema = v.object({
  model: v.nullable(v.string()),
  baseline: v.string(),
  /** What was in charge before this upload of a baseline, for rolling back. */
  previous: v.nullable(v.object({ model: v.nullable(v.string()), baseline: v.string() })),
  /** Whether a person has put it back in the place of a retrained model: another is not to replace it unasked. */
  putBack: v.optional(v.boolean(), false),
});

export type ChampionRecord = v.InferOutput<typeof championSchema>;

export const championKey = (monitor: string) => ({ pk: monitorPartition(monitor), sk: 'CHAMPION' });

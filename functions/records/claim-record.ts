import * as v from 'valibot';
import { objectEventSchema } from '../object-event.ts';

/** Who works on one version of one uploaded file, and how it ended. */
export const claimSchema = v.object({
  /**
   * `waiting-for-baseline`: parked, taken up when the monitor's baseline lands. `quarantined`: the file cannot be used.
   * `failed`: the file is fine, and what should be done with it (a model, predictions) cannot be.
   */
  state: v.picklist(['running', 'waiting-for-baseline', 'done', 'duplicate', 'quarantined', 'failed']),
  monitor: v.string(),
  queue: v.picklist(['settings', 'baseline', 'detect', 'train', 'predict', 'labels']),
  event: objectEventSchema,
  /** When it was first claimed, milliseconds since 1970. */
  first: v.number(),
  /** While running: nobody else may take it before. */
  until: v.number(),
  /** Times it was taken. */
  tries: v.number(),
  /** What the file is judged by, chosen once so that a later try gives the same report. `null`: not yet chosen. */
  pins: v.nullable(
    v.object({
      settings: v.nullable(v.string()),
      baseline: v.nullable(v.string()),
      model: v.nullable(v.string()),
    }),
  ),
});

export type ClaimRecord = v.InferOutput<typeof claimSchema>;
export type Pins = NonNullable<ClaimRecord['pins']>;

export const claimKey = (claimId: string) => ({ pk: `CLAIM#${claimId}`, sk: 'CLAIM' });

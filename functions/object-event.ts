import * as v from 'valibot';

/** "This version of this object was stored": what S3 says through EventBridge, and the local upload. */
export const objectEventSchema = v.object({
  bucket: v.literal('inputs'),
  key: v.string(),
  versionId: v.string(),
  /** Sorts the versions of one key by the order in which they were stored (see `order.ts`). */
  sequencer: v.optional(v.string()),
  /** Of a baseline: read it again because this version of the settings reads it differently. */
  reprofileFor: v.optional(v.string()),
  /** Of a baseline that is to be read again: it is this window, and not an upload (see `baseline-record.ts`). */
  window: v.optional(v.string()),
  /** Of a baseline: learn this version of a model from it. */
  train: v.optional(v.string()),
  /**
   * Of a judged batch, by its sort key: score it with this version of a model and, with `against`, see how many
   * predictions differ from those of that version.
   */
  score: v.optional(v.object({ batch: v.string(), model: v.string(), against: v.optional(v.string()) })),
  /** Of a scored batch: measure its predictions by the labels there are, because of a file with labels or itself. */
  measure: v.optional(v.object({ batch: v.string(), model: v.string(), because: v.string() })),
});

export type ObjectEvent = v.InferOutput<typeof objectEventSchema>;

/** A message of every queue but `decide`. */
export function parseObjectEvent(body: string): ObjectEvent {
  return v.parse(objectEventSchema, JSON.parse(body));
}

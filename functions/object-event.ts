import * as v from 'valibot';

/** "This version of this object was stored": what S3 says through EventBridge, and the local upload. */
export const objectEventSchema = v.object({
  bucket: v.literal('inputs'),
  key: v.string(),
  versionId: v.string(),
});

export type ObjectEvent = v.InferOutput<typeof objectEventSchema>;

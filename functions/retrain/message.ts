import * as v from 'valibot';

/** A retraining, by the sort key of its record, which says all the rest. */
const messageSchema = v.object({ monitor: v.string(), retrain: v.string() });

export type RetrainMessage = v.InferOutput<typeof messageSchema>;

export function parseRetrainMessage(body: string): RetrainMessage {
  return v.parse(messageSchema, JSON.parse(body));
}

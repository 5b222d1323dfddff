import * as v from 'valibot';
import { count, described, envelope, incident, time } from './document-fields.ts';
import {
  approvalDocument,
  keptDocument,
  labelsDocument,
  promotedDocument,
  retrainRefusedDocument,
} from './retrain-documents.ts';

const refusal = v.strictObject({
  code: v.string(),
  message: described(v.string(), 'Names the file, the rule, the value given and the way out.'),
  line: v.optional(v.number()),
  column: v.optional(v.string()),
  value: v.optional(v.string()),
});

const batchDocument = v.strictObject({
  ...envelope,
  eventType: described(
    v.picklist(['drift.opened', 'drift.worsened', 'drift.cleared']),
    'The data drifted, drifted clearly further than people were told, or has looked normal for a while.',
  ),
  incident,
  since: described(time, 'When the incident opened, in milliseconds since 1970.'),
  batch: v.strictObject({
    batchId: v.string(),
    file: described(v.string(), 'Key in the inputs bucket.'),
    uploaded: time,
    rows: count,
    totalFeatures: count,
    driftedFeatures: count,
    driftPercentage: v.number(),
    report: described(v.string(), 'Key of the report document in the artifacts bucket.'),
    top: described(
      v.array(v.strictObject({ name: v.string(), sentence: v.string() })),
      'The strongest drifted features, strongest first, with what changed in words.',
    ),
  }),
});

const quarantineDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('file.quarantined'), 'A file that cannot be used.'),
  kind: v.picklist(['settings', 'baseline', 'production', 'labels']),
  file: described(v.string(), 'Key in the inputs bucket.'),
  versionId: v.string(),
  refusal,
});

const silenceDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('data.missing'), 'No batch arrived for longer than the settings allow.'),
  lastBatch: described(
    v.nullable(v.number()),
    'When the last batch arrived, in milliseconds since 1970; null when none ever did.',
  ),
  expectEvery: described(v.string(), 'As in the settings, such as 24h.'),
});

const waitingDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('baseline.missing'), 'Batches lie there with nothing to compare them with.'),
  file: described(v.string(), 'The file that waits longest.'),
  since: described(time, 'Since when it waits, in milliseconds since 1970.'),
});

const trainingDocument = v.strictObject({
  ...envelope,
  eventType: described(
    v.literal('training.refused'),
    'No model can be learned from a baseline; drift is watched as before.',
  ),
  model: v.string(),
  file: described(v.string(), 'The baseline.'),
  label: v.string(),
  reason: v.string(),
});

const unscoredDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('predictions.refused'), 'A batch was judged, and could not be scored.'),
  model: v.string(),
  file: described(v.string(), 'The batch.'),
  code: described(
    v.picklist(['model-unusable', 'file-unusable', 'gave-up']),
    'model-unusable: the stored model is not the one that was trained, or cannot be read.',
  ),
  reason: v.string(),
});

/** An alert for machines, as it is sent: the published contract. */
export const alertDocumentSchema = v.variant('eventType', [
  batchDocument,
  quarantineDocument,
  silenceDocument,
  waitingDocument,
  trainingDocument,
  unscoredDocument,
  promotedDocument,
  keptDocument,
  retrainRefusedDocument,
  approvalDocument,
  labelsDocument,
]);

export type AlertDocument = v.InferOutput<typeof alertDocumentSchema>;

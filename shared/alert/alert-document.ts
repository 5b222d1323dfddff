import * as v from 'valibot';

/** Bumped when a reader of older alerts could misread this one. */
export const ALERT_SCHEMA_VERSION = 1;

/**
 * Longest texts in the events of retraining: of all that an alert quotes there may be so much that it still is within
 * what a topic takes, whatever the characters.
 */
const TEXT_CHARS_MAX = 300;
const NAME_CHARS_MAX = 100;
const REASONS_MAX = 10;
const CLASSES_MAX = 20;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const described = <S extends v.GenericSchema>(schema: S, text: string) => v.pipe(schema, v.description(text));

const time = described(v.number(), 'Milliseconds since 1970.');
const text = v.pipe(v.string(), v.maxLength(TEXT_CHARS_MAX));
const name = v.pipe(v.string(), v.maxLength(NAME_CHARS_MAX));
const incident = described(v.string(), 'The same for everything that belongs to one drift.');

/** What every alert has, whatever happened. */
const envelope = {
  schemaVersion: v.literal(ALERT_SCHEMA_VERSION),
  alertId: described(v.string(), 'The same id twice is the same alert, delivered again.'),
  severity: v.picklist(['info', 'warning', 'critical']),
  monitor: v.string(),
  where: described(v.string(), 'Where to look: a link, a command, or a place in words.'),
};

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

const both = <S extends v.GenericSchema>(schema: S) =>
  v.strictObject({ champion: schema, challenger: schema });

/** The model in charge and the new one on rows that neither has learned from. */
const comparisonSchema = v.strictObject({
  rows: described(count, 'Held-out rows since the drift began.'),
  accuracy: described(both(probability), 'Share of those rows that each model gets right.'),
  logLoss: both(v.number()),
  gain: described(
    v.strictObject({ estimate: v.number(), low: v.number(), high: v.number() }),
    "The champion's log-loss less the challenger's, with its bootstrap interval: the challenger is better when low is above 0.",
  ),
  oldRows: described(
    v.nullable(v.strictObject({ rows: count, accuracy: both(probability), logLoss: both(v.number()) })),
    'The same on rows from before the drift; null when there are none.',
  ),
});

const retrain = { retrain: described(v.string(), 'Id of the retraining.'), incident: v.nullable(incident) };

const promotedDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('retrain.promoted'), 'A retrained model has taken charge.'),
  ...retrain,
  model: described(v.string(), 'The model now in charge.'),
  previousModel: described(v.string(), 'The model that was in charge before.'),
  labelledRows: described(count, 'Labelled rows since the drift began.'),
  comparison: comparisonSchema,
});

const keptDocument = v.strictObject({
  ...envelope,
  eventType: described(
    v.literal('retrain.kept'),
    'A model was retrained and is not surely better: the one in charge stays.',
  ),
  ...retrain,
  model: described(v.string(), 'The model that stays in charge.'),
  labelledRows: described(count, 'Labelled rows since the drift began.'),
  comparison: comparisonSchema,
});

const retrainRefusedDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('retrain.refused'), 'No model can be learned from the labelled rows.'),
  ...retrain,
  model: described(v.string(), 'The model that stays in charge.'),
  reason: text,
});

const approvalDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('retrain.waiting-for-approval'), 'Retraining waits for a person.'),
  ...retrain,
  model: described(v.string(), 'The model that stays in charge until then.'),
  waitsFor: described(
    v.picklist(['training', 'promotion']),
    'training: the data looks broken, and nothing is learned from it unasked. promotion: a better model is ready, and the settings leave the decision to a person.',
  ),
  reasons: described(v.pipe(v.array(text), v.maxLength(REASONS_MAX)), 'What makes the data look broken.'),
  comparison: described(v.nullable(comparisonSchema), 'null before training.'),
  approval: described(text, 'How to approve: a command or a link.'),
});

const labelsDocument = v.strictObject({
  ...envelope,
  eventType: described(
    v.literal('labels.waiting'),
    'Retraining needs more rows of which the right answer is known.',
  ),
  incident: v.nullable(incident),
  since: described(time, 'When the drift began, in milliseconds since 1970: older rows do not count.'),
  labelledRows: described(count, 'Labelled rows since then.'),
  missingRows: described(count, 'Labelled rows still missing.'),
  missingByClass: described(
    v.pipe(v.array(v.strictObject({ class: name, rows: count })), v.maxLength(CLASSES_MAX)),
    'Of these, at least so many of a class.',
  ),
  label: described(name, 'Column with the right answer.'),
  idColumn: described(v.nullable(name), 'Column that tells rows apart; null when the data has none.'),
  upload: described(text, 'Where to put the labels: a folder of the inputs.'),
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
export type Comparison = v.InferOutput<typeof comparisonSchema>;

import * as v from 'valibot';
import { count, described, envelope, incident, time } from './document-fields.ts';

/** Longest texts: an alert that quotes all there may be still fits into what a topic takes, whatever the characters. */
const TEXT_CHARS_MAX = 300;
const NAME_CHARS_MAX = 100;
const REASONS_MAX = 10;
const CLASSES_MAX = 20;

const text = v.pipe(v.string(), v.maxLength(TEXT_CHARS_MAX));
const name = v.pipe(v.string(), v.maxLength(NAME_CHARS_MAX));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
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

export const promotedDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('retrain.promoted'), 'A retrained model has taken charge.'),
  ...retrain,
  model: described(v.string(), 'The model now in charge.'),
  previousModel: described(v.string(), 'The model that was in charge before.'),
  labelledRows: described(count, 'Labelled rows since the drift began.'),
  comparison: comparisonSchema,
});

export const keptDocument = v.strictObject({
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

export const retrainRefusedDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('retrain.refused'), 'No model can be learned from the labelled rows.'),
  ...retrain,
  model: described(v.string(), 'The model that stays in charge.'),
  reason: text,
});

export const approvalDocument = v.strictObject({
  ...envelope,
  eventType: described(v.literal('retrain.waiting-for-approval'), 'Retraining waits for a person.'),
  ...retrain,
  model: described(v.string(), 'The model that stays in charge until then.'),
  waitsFor: described(
    v.picklist(['training', 'promotion']),
    'training: the data looks broken, and nothing is learned from it unasked. promotion: a better model is ready, and the settings leave the decision to a person.',
  ),
  reasons: described(
    v.pipe(v.array(text), v.maxLength(REASONS_MAX)),
    'Why a person is asked, beside what the settings say: what makes the data look broken, or that the last retrained model was taken back.',
  ),
  comparison: described(v.nullable(comparisonSchema), 'null before training.'),
  approval: described(text, 'How to approve: a command or a link.'),
});

export const labelsDocument = v.strictObject({
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

export type Comparison = v.InferOutput<typeof comparisonSchema>;

import * as v from 'valibot';
import { parseDocument } from '../../profile/json-fields.ts';
import { dataSourceSchema } from '../data-source.ts';

/** Bumped when a reader of older evidence could misread this one. */
export const EVIDENCE_SCHEMA_VERSION = 1;

const described = <S extends v.GenericSchema>(schema: S, text: string) => v.pipe(schema, v.description(text));
const number = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const interval = described(
  v.strictObject({ value: number, low: number, high: number }),
  'With its 95 % confidence interval.',
);
const both = <S extends v.GenericSchema>(schema: S) =>
  v.strictObject({ champion: schema, challenger: schema });
const byClass = v.array(v.strictObject({ class: v.string(), rows: count }));

const candidateSchema = v.strictObject({
  name: described(
    v.picklist(['new-only', 'merged', 'history-0.1', 'history-0.3', 'history-1']),
    'new-only: rows since the drift alone. merged: old rows too, each counting as much. history-λ: old rows too, all of them together counting λ times as much as the new ones.',
  ),
  historyWeight: described(number, 'What one old row counts, where a new one counts 1; 0 without old rows.'),
  rows: described(v.strictObject({ window: count, history: count }), 'Rows that it learns from in the end.'),
  logLoss: described(
    v.nullable(number),
    'Of the last three fifths of the new training rows, in blocks predicted from the rows before them; null where that could not be learned.',
  ),
  chosen: v.boolean(),
});

export const evidenceSchema = v.pipe(
  v.strictObject({
    schemaVersion: v.literal(EVIDENCE_SCHEMA_VERSION),
    monitor: v.nullable(v.string()),
    kind: described(v.string(), "The challenger's model kind."),
    seed: v.pipe(v.number(), v.integer()),
    engineVersion: v.string(),
    label: v.string(),
    classes: described(v.array(v.string()), "The challenger's."),
    window: described(dataSourceSchema, 'The labelled rows since the drift began.'),
    history: described(v.array(dataSourceSchema), 'The labelled rows from before it, oldest first.'),
    rows: v.strictObject({
      labelled: described(count, 'Labelled rows of the window that were looked at.'),
      setAside: described(
        byClass,
        'Of these, left out: answers that the champion does not know, in too few rows to be learned and checked.',
      ),
      spent: described(count, 'Of these, not to be held out: an earlier try was judged by them.'),
      heldOut: count,
      training: described(count, 'New rows that challengers learned from.'),
      leftOut: described(count, 'New rows left out as they share an id or all values with one held out.'),
      history: described(count, 'Old rows that challengers could learn from.'),
      historyLeftOut: described(
        count,
        'Old rows left out as they share an id or all values with one held out.',
      ),
    }),
    heldOutRows: described(
      v.array(count),
      'Data rows of the window, the first is 1, ascending: both models were judged by them, and no later one may be.',
    ),
    heldOutClasses: described(byClass, 'How many of these belong to each class that occurs.'),
    candidates: v.array(candidateSchema),
    comparison: v.strictObject({
      rows: count,
      groups: described(count, 'Rows that share an id or all values count as one draw.'),
      accuracy: both(interval),
      logLoss: both(interval),
      gain: described(
        v.strictObject({ estimate: number, low: number, high: number }),
        "The champion's mean log loss less the challenger's, with its 95 % bootstrap interval over groups.",
      ),
      resamples: count,
    }),
    oldRows: described(
      v.nullable(
        v.strictObject({
          rows: count,
          accuracy: both(interval),
          logLoss: both(interval),
          championTwin: described(
            v.boolean(),
            'True: the champion learned from these rows, so a model trained like it without them stands in for it.',
          ),
          challengerTwin: v.boolean(),
        }),
      ),
      'The same on rows from before the drift that neither model has seen; null without any.',
    ),
    passed: described(v.boolean(), 'The challenger is better: `comparison.gain.low` is above 0.'),
  }),
  v.title('Driftline retraining evidence'),
);

/** What speaks for and against a challenger. Plain JSON without a clock: the same inputs give the same bytes. */
export type Evidence = v.InferOutput<typeof evidenceSchema>;
export type Candidate = Evidence['candidates'][number];

export const evidenceToJson = (evidence: Evidence): string => `${JSON.stringify(evidence)}\n`;

/** @throws FormatError when the text is no evidence of this version */
export const evidenceFromJson = (text: string): Evidence => parseDocument(text, evidenceSchema, 'evidence');

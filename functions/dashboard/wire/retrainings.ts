import * as v from 'valibot';
import { count, described, fileSchema, pageOf, pageQuery, share, time } from './common.ts';
import { endpoint } from './endpoint.ts';

const both = <S extends v.GenericSchema>(schema: S) => v.object({ champion: schema, challenger: schema });

const comparisonSchema = v.object({
  rows: described(count, 'Held-out rows since the drift began, which neither has learned from.'),
  accuracy: both(share),
  logLoss: both(v.number()),
  gain: described(
    v.object({ estimate: v.number(), low: v.number(), high: v.number() }),
    "The champion's log-loss less the challenger's, with its interval: the challenger is surely better when low is above 0.",
  ),
  oldRows: described(
    v.nullable(v.object({ rows: count, accuracy: both(share), logLoss: both(v.number()) })),
    'The same on rows from before the drift; null without any.',
  ),
});

export const retrainingSchema = v.object({
  id: v.string(),
  requested: time,
  trigger: v.picklist(['drift', 'labels', 'settings', 'operator', 'waited']),
  incident: v.nullable(v.string()),
  since: described(fileSchema, 'Where the drift began: rows from here on count.'),
  champion: described(v.string(), 'The model that was in charge when it was asked for.'),
  state: v.picklist([
    'wanted',
    'waiting-for-labels',
    'refused',
    'trained',
    'promoted',
    'kept',
    'waiting-for-approval',
    'superseded',
  ]),
  missing: described(
    v.nullable(
      v.object({
        labelledRows: count,
        missingRows: count,
        missingByClass: v.array(v.object({ class: v.string(), rows: count })),
      }),
    ),
    'Labelled rows that are there and that are missing still, where it waits for them.',
  ),
  refusal: v.nullable(v.string()),
  trained: described(
    v.nullable(
      v.object({
        model: v.string(),
        baseline: v.string(),
        labelledRows: count,
        passed: described(v.boolean(), 'Whether the new model is surely better.'),
        comparison: comparisonSchema,
      }),
    ),
    'What came of it; null before training.',
  ),
});
export type RetrainingItem = v.InferOutput<typeof retrainingSchema>;

export const listRetrainings = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/retrainings',
  name: 'listRetrainings',
  group: 'Models',
  summary: 'Retrainings, newest first.',
  query: pageQuery,
  answer: pageOf(retrainingSchema),
});

import * as v from 'valibot';
import { evidenceSchema } from '../../../shared/model/retrain/evidence.ts';
import { askedSchema } from './asked.ts';
import { count, described, fileSchema, interval, pageOf, pageQuery, time } from './common.ts';
import { endpoint } from './endpoint.ts';

export const baselineSchema = v.object({
  version: v.string(),
  file: fileSchema,
  rows: count,
  features: count,
  label: v.nullable(v.string()),
  id: v.nullable(v.string()),
  sha256: v.string(),
  state: v.picklist(['profiled', 'in-charge', 'candidate', 'superseded']),
  window: described(
    v.nullable(
      v.object({
        since: fileSchema,
        batches: count,
        parent: described(v.string(), 'The baseline that was in charge.'),
        retraining: v.string(),
      }),
    ),
    'Set where it is not an upload but the labelled rows since a drift began.',
  ),
});
export type BaselineItem = v.InferOutput<typeof baselineSchema>;

export const modelSchema = v.object({
  version: v.string(),
  baseline: v.string(),
  label: v.string(),
  kind: v.string(),
  requested: time,
  state: described(v.string(), 'wanted, trained, refused, in-charge, superseded, …'),
  rows: described(v.nullable(count), 'Rows learned from; null before training.'),
  classes: v.array(v.string()),
  metrics: described(v.record(v.string(), v.number()), 'On rows that it had not seen.'),
  refusal: v.nullable(v.string()),
  retraining: described(v.nullable(v.string()), 'The retraining that it came of; null for a first model.'),
});
export type ModelItem = v.InferOutput<typeof modelSchema>;

export const championSchema = v.object({
  model: v.nullable(v.string()),
  baseline: v.string(),
  previous: v.nullable(v.object({ model: v.nullable(v.string()), baseline: v.string() })),
  rev: described(
    v.number(),
    'Goes along with every action: it is refused when something else took charge since.',
  ),
});
export type Champion = v.InferOutput<typeof championSchema>;

/** The model, what it was learned from, and where that came from. */
const lineageSchema = v.array(
  v.object({
    what: described(
      v.picklist(['model', 'upload', 'labelled-rows']),
      'upload: a file that somebody put there. labelled-rows: rows of batches since a drift began.',
    ),
    name: v.string(),
    version: v.nullable(v.string()),
    sha256: v.nullable(v.string()),
    rows: v.nullable(count),
  }),
);

export type Lineage = v.InferOutput<typeof lineageSchema>;

const group = 'Models';

export const listModels = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/models',
  name: 'listModels',
  group,
  summary: 'Versions of the model, newest first, and what is in charge.',
  query: pageQuery,
  answer: v.object({
    champion: v.nullable(championSchema),
    ...pageOf(modelSchema).entries,
  }),
});

export const getModel = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/models/{model}',
  name: 'getModel',
  group,
  summary: 'A model with its card, evidence and lineage.',
  answer: v.object({
    model: modelSchema,
    card: described(v.nullable(v.string()), 'Markdown for people; null before training.'),
    evaluation: described(
      v.nullable(
        v.object({
          accuracy: interval,
          rocAuc: v.nullable(interval),
          logLoss: interval,
          brier: v.number(),
          confusion: described(
            v.array(v.array(count)),
            '`confusion[right][predicted]`, in the order of the classes.',
          ),
        }),
      ),
      'On rows that it had not seen.',
    ),
    importance: described(
      v.array(v.object({ name: v.string(), importance: v.number() })),
      'Inputs, the most important first.',
    ),
    evidence: described(
      v.nullable(evidenceSchema),
      'Why a retrained model was promoted or kept: champion against challenger on held-out rows; null for a first model.',
    ),
    lineage: lineageSchema,
  }),
});

export const listBaselines = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/baselines',
  name: 'listBaselines',
  group,
  summary: 'Baselines, newest first.',
  query: pageQuery,
  answer: pageOf(baselineSchema),
});

const rev = described(v.pipe(v.number(), v.integer()), 'The `rev` of what is in charge, as you saw it.');

export const promote = endpoint({
  method: 'POST',
  path: '/monitors/{monitor}/promote',
  name: 'promote',
  group,
  summary: 'Put a candidate in charge: a baseline that waits, or a retrained model with its baseline.',
  may: 'operate',
  body: v.union(
    [v.strictObject({ baseline: v.string(), rev }), v.strictObject({ model: v.string(), rev })],
    'must have rev, a number, and either baseline or model, a text',
  ),
  answer: askedSchema,
  status: 202,
});

export const rollback = endpoint({
  method: 'POST',
  path: '/monitors/{monitor}/rollback',
  name: 'rollback',
  group,
  summary: 'Put back in charge what was before: model and baseline together.',
  may: 'operate',
  body: v.strictObject({ rev }),
  answer: askedSchema,
  status: 202,
});

export const retrain = endpoint({
  method: 'POST',
  path: '/monitors/{monitor}/retrain',
  name: 'retrain',
  group,
  summary: 'Have a new model trained on the labelled rows and judged against the one in charge.',
  may: 'operate',
  body: v.strictObject({ rev }),
  answer: askedSchema,
  status: 202,
});

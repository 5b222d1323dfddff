import * as v from 'valibot';
import { columnTypeSchema } from '../../../shared/config/settings.ts';
import { described, share } from './common.ts';
import { endpoint } from './endpoint.ts';

const group = 'Predict';

const inputSchema = v.object({
  name: v.string(),
  type: columnTypeSchema,
  levels: described(
    v.array(v.object({ value: v.string(), share })),
    'Most frequent first, 100 at most; empty for numbers.',
  ),
  range: described(
    v.nullable(v.object({ low: v.number(), typical: v.number(), high: v.number() })),
    'Smallest, median and largest finite value in the baseline; null for levels.',
  ),
  missing: described(share, 'Share of baseline rows without a value.'),
});
export type PredictInput = v.InferOutput<typeof inputSchema>;

export const getPredictForm = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/predict/form',
  name: 'getPredictForm',
  group,
  summary: 'The inputs of the model in charge, with what is usual: what a form is built from.',
  answer: v.object({
    model: v.string(),
    previous: v.nullable(v.string()),
    label: v.string(),
    id: v.nullable(v.string()),
    classes: v.array(v.string()),
    inputs: v.array(inputSchema),
  }),
});

export const PREDICT_ROWS_MAX = 1_000;
export const PREDICT_BYTES_MAX = 1_000_000;

const cellSchema = v.union([v.string(), v.number(), v.boolean(), v.null()]);

const predictedSchema = v.object({
  version: v.string(),
  role: v.picklist(['champion', 'previous']),
  label: v.string(),
  classes: v.array(v.string()),
  absentInputs: described(v.array(v.string()), 'Taken as missing.'),
  rows: v.array(
    v.object({
      prediction: v.string(),
      probabilities: described(v.array(share), 'In the order of the classes.'),
    }),
  ),
});
export type Predicted = v.InferOutput<typeof predictedSchema>;

export const predict = endpoint({
  method: 'POST',
  path: '/monitors/{monitor}/predict',
  name: 'predict',
  group,
  summary: 'Predict one row, or a small CSV, with the model in charge and the one before it. Keeps nothing.',
  body: v.union(
    [
      v.strictObject({
        // Not a record: columns may be called __proto__ or constructor.
        row: described(
          v.array(v.strictObject({ name: v.string(), value: cellSchema })),
          'Values with the names of their columns; null is missing.',
        ),
      }),
      v.strictObject({
        csv: described(v.string(), `With its header line, at most ${PREDICT_ROWS_MAX} rows.`),
      }),
    ],
    'must have either row, a list of { name, value }, or csv, a text',
  ),
  answer: v.object({
    ids: described(v.array(v.string()), "The row's id where the data has one, otherwise its number from 1."),
    models: described(v.array(predictedSchema), 'The model in charge first.'),
  }),
});

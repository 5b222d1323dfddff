import * as v from 'valibot';
import { featureSchema, reportSchema } from '../../../shared/report/report.ts';
import { count, described, fileSchema, pageOf, pageQuery, share } from './common.ts';
import { endpoint } from './endpoint.ts';

export const verdictSchema = v.picklist(['ok', 'drift', 'insufficient']);

export const judgedSchema = v.object({
  state: v.literal('judged'),
  batchId: v.string(),
  file: fileSchema,
  rows: count,
  verdict: verdictSchema,
  totalFeatures: count,
  driftedFeatures: count,
  driftPercentage: v.number(),
  alert: described(v.boolean(), 'Whether as many features drifted as the settings ask for.'),
  strongest: described(share, 'Largest change among the drifted features, as a share of rows.'),
  minDetectable: described(v.nullable(v.number()), 'Smallest change that it could have shown.'),
  top: described(
    v.array(v.object({ name: v.string(), sentence: v.string() })),
    'The strongest drifted features, in words.',
  ),
  problems: described(v.array(v.string()), 'What somebody should look into.'),
  broken: described(v.array(v.string()), 'Why the data looks broken rather than changed.'),
  baseline: v.string(),
  settings: v.nullable(v.string()),
  model: v.nullable(v.string()),
  decision: described(
    v.nullable(
      v.object({
        counted: v.picklist(['drift', 'clean', 'neither', 'late']),
        change: v.picklist(['none', 'opened', 'worsened', 'closed']),
        incident: v.nullable(v.string()),
      }),
    ),
    'What it meant for the monitor; null for a moment after the verdict.',
  ),
});

const duplicateSchema = v.object({
  state: v.literal('duplicate'),
  file: fileSchema,
  of: described(v.string(), 'The batch that has the verdict.'),
});

export const batchSchema = v.variant('state', [judgedSchema, duplicateSchema]);
export type Batch = v.InferOutput<typeof batchSchema>;
export type JudgedBatchItem = v.InferOutput<typeof judgedSchema>;

const batchPredictionsSchema = v.object({
  model: v.string(),
  rows: described(v.nullable(count), 'null where the batch could not be scored.'),
  drifted: described(v.nullable(v.boolean()), 'Whether the scores drifted.'),
  refusal: described(v.nullable(v.string()), 'Why it could not be scored.'),
  changed: described(
    v.nullable(v.object({ against: v.string(), rows: count, changed: count })),
    'Where the model took charge after the batch was judged: predictions that differ from those of the model before.',
  ),
});
export type BatchPredictions = v.InferOutput<typeof batchPredictionsSchema>;

const PATH = '/monitors/{monitor}/batches/{batch}';
const group = 'Batches';

export const listBatches = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/batches',
  name: 'listBatches',
  group,
  summary: 'Batches, newest first.',
  query: pageQuery,
  answer: pageOf(batchSchema),
});

export const getBatch = endpoint({
  method: 'GET',
  path: PATH,
  name: 'getBatch',
  group,
  summary: 'A batch with its whole report.',
  answer: v.object({
    batch: judgedSchema,
    report: reportSchema,
    headline: described(v.string(), 'The verdict in a few words.'),
    explanation: described(v.string(), 'What it means: one to four sentences.'),
    certainty: described(
      v.array(v.object({ label: v.string(), text: v.string() })),
      'How sure the verdict is, in words.',
    ),
    predictions: v.array(batchPredictionsSchema),
  }),
});

export const getFeature = endpoint({
  method: 'GET',
  path: `${PATH}/feature`,
  name: 'getFeature',
  group,
  summary: 'One feature of a report, and its neighbours in the order of strength.',
  query: v.object({
    feature: described(v.pipe(v.string(), v.minLength(1, 'feature must name one')), 'Its name.'),
  }),
  answer: v.object({
    batch: judgedSchema,
    feature: featureSchema,
    place: described(count, 'Among all features, the strongest first; the first is 1.'),
    of: described(count, 'Features in the report.'),
    stronger: described(v.nullable(v.string()), 'The feature before it in the report.'),
    weaker: described(v.nullable(v.string()), 'The one after it.'),
  }),
});

const report = <const Ending extends string>(ending: Ending, type: string) =>
  endpoint({
    method: 'GET',
    path: `${PATH}/report.${ending}`,
    name: `downloadReport${ending[0]!.toUpperCase()}${ending.slice(1)}`,
    group,
    summary: `The report as one ${ending.toUpperCase()} file.`,
    answer: null,
    files: [type],
  });

export const downloadReportHtml = report('html', 'text/html');
export const downloadReportJson = report('json', 'application/json');
export const downloadReportCsv = report('csv', 'text/csv');

export const downloadPredictions = endpoint({
  method: 'GET',
  path: `${PATH}/predictions/{model}`,
  name: 'downloadPredictions',
  group,
  summary: "A model's predictions for the batch, as CSV.",
  answer: null,
  files: ['text/csv'],
});

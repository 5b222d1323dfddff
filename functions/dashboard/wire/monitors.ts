import * as v from 'valibot';
import { verdictSchema } from './batches.ts';
import { count, described, fileSchema, pageOf, pageQuery, time, wordsSchema } from './common.ts';
import { endpoint } from './endpoint.ts';
import { incidentSchema, muteSchema } from './incidents.ts';
import { baselineSchema, championSchema, modelSchema } from './models.ts';
import { retrainingSchema } from './retrainings.ts';

/** What a person can do next; the page makes the fitting link of it. */
const nextStepSchema = v.object({
  code: v.picklist([
    'upload-baseline',
    'upload-production',
    'upload-labels',
    'upload-larger',
    'read-report',
    'approve',
    'review-candidate',
    'wait',
    'nothing',
  ]),
  words: wordsSchema,
  batch: described(v.nullable(v.string()), 'The batch whose report to read.'),
});
export type NextStep = v.InferOutput<typeof nextStepSchema>;

const cardEntries = {
  monitor: v.string(),
  status: v.picklist(['learning', 'healthy', 'unreliable', 'retraining']),
  since: described(time, 'Since when it has been so, as far as known.'),
  summary: described(wordsSchema, 'How things stand, in plain words.'),
  next: nextStepSchema,
  newest: v.nullable(
    v.object({
      batchId: v.string(),
      file: fileSchema,
      verdict: verdictSchema,
      driftedFeatures: count,
      totalFeatures: count,
    }),
  ),
  atWork: described(count, 'Files being read now.'),
  waiting: described(count, 'Files that wait for a baseline.'),
  muted: described(v.nullable(muteSchema), 'Alerts that are not critical are not sent until then.'),
};

const cardSchema = v.object(cardEntries);
export type MonitorCard = v.InferOutput<typeof cardSchema>;

const summarySchema = v.object({
  ...cardEntries,
  incident: v.nullable(incidentSchema),
  champion: v.nullable(championSchema),
  model: described(v.nullable(modelSchema), 'The model in charge.'),
  baseline: described(v.nullable(baselineSchema), 'The baseline in charge.'),
  candidate: described(v.nullable(baselineSchema), 'A newer baseline that waits to be put in charge.'),
  retraining: described(v.nullable(retrainingSchema), 'The last one.'),
});
export type MonitorSummary = v.InferOutput<typeof summarySchema>;

const group = 'Monitors';

export const listMonitors = endpoint({
  method: 'GET',
  path: '/monitors',
  name: 'listMonitors',
  group,
  summary: 'Every monitor, by name.',
  query: pageQuery,
  answer: pageOf(cardSchema),
});

export const getMonitor = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}',
  name: 'getMonitor',
  group,
  summary: 'How a monitor stands, and what to do next.',
  answer: summarySchema,
});

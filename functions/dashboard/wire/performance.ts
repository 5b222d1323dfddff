import * as v from 'valibot';
import { count, described, interval, pageOf, pageQuery, time } from './common.ts';
import { endpoint } from './endpoint.ts';

const performanceSchema = v.object({
  batchId: v.string(),
  name: described(v.string(), "Of the batch's file."),
  uploaded: time,
  model: v.string(),
  rows: count,
  refusal: described(v.nullable(v.string()), 'Why the batch could not be scored or measured.'),
  drifted: described(v.nullable(v.boolean()), 'Whether the scores drifted; null where it was not scored.'),
  measured: described(
    v.nullable(
      v.object({
        labelled: described(count, 'Rows whose answer is known and a class of the model.'),
        foreign: described(count, 'Rows whose answer is none of its classes: left out.'),
        accuracy: interval,
        logLoss: interval,
        rocAuc: v.nullable(interval),
        classes: v.array(v.object({ name: v.string(), labelled: count, right: count })),
      }),
    ),
    'By the rows whose answer is known, with intervals of 95 %; null without any.',
  ),
  estimated: described(
    v.nullable(v.object({ accuracy: v.number(), rocAuc: v.nullable(v.number()), assumes: v.string() })),
    'From the probabilities alone: right only while what it assumes holds.',
  ),
  sentence: v.nullable(v.string()),
});
export type Performance = v.InferOutput<typeof performanceSchema>;

export const listPerformance = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/performance',
  name: 'listPerformance',
  group: 'Performance',
  summary: 'How good the predictions of each scored batch were, true and estimated, newest first.',
  query: pageQuery,
  answer: pageOf(performanceSchema),
});

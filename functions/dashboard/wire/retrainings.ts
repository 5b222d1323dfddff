import * as v from 'valibot';
import { count, described, pageOf, pageQuery, time } from './common.ts';
import { endpoint } from './endpoint.ts';

export const retrainingSchema = v.object({
  id: v.string(),
  started: time,
  trigger: v.picklist(['drift', 'labels', 'operator']),
  incident: v.nullable(v.string()),
  state: described(
    v.string(),
    'wanted, waiting-for-labels, refused, trained, promoted, kept, waiting-for-approval, superseded',
  ),
  labelledRows: v.nullable(count),
  missingRows: described(v.nullable(count), 'Labelled rows still missing.'),
  model: described(v.nullable(v.string()), 'The model that came of it.'),
  passed: described(v.nullable(v.boolean()), 'Whether it is surely better than the one in charge.'),
  reason: v.nullable(v.string()),
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

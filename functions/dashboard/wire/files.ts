import * as v from 'valibot';
import { count, described, fileSchema, pageOf, pageQuery, time } from './common.ts';
import { endpoint } from './endpoint.ts';

const kindSchema = v.picklist(['settings', 'baseline', 'production', 'labels']);
const versionSchema = v.object({ key: v.string(), name: v.string(), versionId: v.string() });

export const listUnfinished = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/unfinished',
  name: 'listUnfinished',
  group: 'Files',
  summary: 'Files that are being read, or wait for a baseline, oldest first.',
  query: pageQuery,
  answer: pageOf(
    v.object({
      kind: kindSchema,
      file: versionSchema,
      since: time,
      state: described(v.picklist(['at-work', 'waiting']), 'waiting: for a baseline.'),
    }),
  ),
});

export const listSetAside = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/set-aside',
  name: 'listSetAside',
  group: 'Files',
  summary: 'Files that could not be used, and why, newest first.',
  query: pageQuery,
  answer: pageOf(
    v.object({
      kind: kindSchema,
      file: versionSchema,
      since: time,
      code: v.string(),
      message: v.string(),
    }),
  ),
});

export const listLabelFiles = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/label-files',
  name: 'listLabelFiles',
  group: 'Files',
  summary: 'Files with labels, newest first.',
  query: pageQuery,
  answer: pageOf(
    v.object({
      file: fileSchema,
      columns: v.object({ id: v.string(), label: v.string() }),
      rows: count,
      ids: described(count, 'Different ids with an answer.'),
      found: described(
        v.nullable(count),
        'Of these, ids in scored batches when it came; null until looked up.',
      ),
      sentence: v.string(),
    }),
  ),
});

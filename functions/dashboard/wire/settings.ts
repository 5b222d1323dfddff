import * as v from 'valibot';
import { settingsSchema } from '../../../shared/config/settings.ts';
import { verdictSchema } from './batches.ts';
import { count, described, time } from './common.ts';
import { endpoint } from './endpoint.ts';

const group = 'Settings';

/** Checked by `parseSettings`, whose sentences name the setting and what is allowed. */
const givenSchema = described(
  v.record(v.string(), v.unknown()),
  'Settings as in monitors/<monitor>.json; what is left out has its default.',
);

export const getSettings = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/settings',
  name: 'getSettings',
  group,
  summary: 'The settings in force for batches from now on.',
  answer: v.object({
    version: described(v.nullable(v.string()), 'null for the defaults, where no file was uploaded.'),
    uploaded: v.nullable(time),
    settings: settingsSchema,
    defaults: settingsSchema,
  }),
});

export const putSettings = endpoint({
  method: 'PUT',
  path: '/monitors/{monitor}/settings',
  name: 'putSettings',
  group,
  summary: 'Upload new settings: monitors/<monitor>.json. They apply to batches from now on.',
  may: 'operate',
  body: givenSchema,
  answer: v.object({
    settings: described(settingsSchema, 'With the defaults filled in.'),
    file: v.object({ key: v.string(), versionId: v.string() }),
    sentence: v.string(),
  }),
  status: 202,
});

const PREVIEW_BATCHES_MAX = 50;

const courseSchema = v.object({ alerts: count, incidents: count, allClears: count });
const outcomeSchema = v.object({
  verdict: described(v.nullable(verdictSchema), 'null where the file could not be compared.'),
  alert: v.boolean(),
  driftedFeatures: count,
  message: described(v.nullable(v.string()), 'Why it could not be compared.'),
});

export const previewSettings = endpoint({
  method: 'POST',
  path: '/monitors/{monitor}/settings/preview',
  name: 'previewSettings',
  group,
  summary: 'What other settings would have said of the last batches. Changes nothing.',
  body: v.strictObject({
    settings: givenSchema,
    last: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.maxValue(PREVIEW_BATCHES_MAX),
        v.description('How many of the newest batches (20).'),
      ),
      20,
    ),
  }),
  answer: v.object({
    sentence: described(
      v.string(),
      '"With these settings the last 20 batches would have given 3 alerts, not 9."',
    ),
    before: courseSchema,
    after: courseSchema,
    left: described(v.nullable(v.string()), 'Why fewer batches were judged than asked for.'),
    batches: described(
      v.array(
        v.object({
          batchId: v.string(),
          name: v.string(),
          uploaded: time,
          before: outcomeSchema,
          after: outcomeSchema,
        }),
      ),
      'Oldest first.',
    ),
  }),
});

import * as v from 'valibot';
import { askedSchema } from './asked.ts';
import { count, described, fileSchema, pageOf, pageQuery, share, time } from './common.ts';
import { endpoint } from './endpoint.ts';

const noteSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500, ({ received }) => `must have at most 500 characters, not ${received}`),
);

export const incidentSchema = v.object({
  id: v.string(),
  state: v.picklist(['open', 'closed']),
  opened: fileSchema,
  closed: v.nullable(fileSchema),
  closedBy: described(v.nullable(v.string()), 'The retraining that closed it; null where clean batches did.'),
  firstBatch: v.string(),
  lastBatch: v.string(),
  driftingBatches: count,
  driftedFeatures: described(count, 'At its worst.'),
  strongest: share,
  acknowledged: described(
    v.nullable(v.object({ by: v.string(), at: time, note: v.string() })),
    'Who looks after it.',
  ),
});
export type IncidentItem = v.InferOutput<typeof incidentSchema>;

export const muteSchema = v.object({ until: time, reason: v.string(), by: v.string(), at: time });

const group = 'Incidents and alerts';

export const listIncidents = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/incidents',
  name: 'listIncidents',
  group,
  summary: 'Incidents, newest first.',
  query: pageQuery,
  answer: pageOf(incidentSchema),
});

export const acknowledgeIncident = endpoint({
  method: 'POST',
  path: '/monitors/{monitor}/incidents/{incident}/acknowledge',
  name: 'acknowledgeIncident',
  group,
  summary: 'Say that you look after an incident.',
  may: 'operate',
  body: v.strictObject({ note: v.optional(noteSchema, '') }),
  answer: askedSchema,
  status: 202,
});

export const muteMonitor = endpoint({
  method: 'PUT',
  path: '/monitors/{monitor}/mute',
  name: 'muteMonitor',
  group,
  summary: 'Keep alerts that are not critical from being sent until a time, with a reason.',
  may: 'operate',
  body: v.strictObject({
    until: described(time, 'At most 90 days from now.'),
    reason: v.pipe(
      noteSchema,
      v.minLength(1, 'reason must say why: whoever finds the monitor muted will ask'),
    ),
  }),
  answer: askedSchema,
  status: 202,
});

export const unmuteMonitor = endpoint({
  method: 'DELETE',
  path: '/monitors/{monitor}/mute',
  name: 'unmuteMonitor',
  group,
  summary: 'Send every alert again.',
  may: 'operate',
  answer: askedSchema,
  status: 202,
});

const alertEntries = {
  alert: described(v.string(), 'Its name in addresses.'),
  eventType: v.string(),
  severity: v.picklist(['info', 'warning', 'critical']),
  since: time,
  state: described(
    v.picklist(['pending', 'sent', 'muted']),
    'muted: kept, and not sent because somebody had muted the monitor.',
  ),
  subject: v.string(),
};

const alertSchema = v.object(alertEntries);
export type AlertItem = v.InferOutput<typeof alertSchema>;

export const listAlerts = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/alerts',
  name: 'listAlerts',
  group,
  summary: 'Alerts, newest first.',
  query: pageQuery,
  answer: pageOf(alertSchema),
});

export const getAlert = endpoint({
  method: 'GET',
  path: '/monitors/{monitor}/alerts/{alert}',
  name: 'getAlert',
  group,
  summary: 'An alert as it was sent, word for word.',
  answer: v.object({
    ...alertEntries,
    text: described(v.string(), 'The e-mail.'),
    document: described(v.record(v.string(), v.unknown()), 'The same for machines.'),
  }),
});

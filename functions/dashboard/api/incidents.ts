import { ALERT_PREFIX, alertKey, alertRecordSchema, alertSortKey } from '../../records/alert-record.ts';
import { INCIDENT_PREFIX, incidentSchema } from '../../records/incident-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { getRecord, queryRecords } from '../../records/record.ts';
import { parseAlertName } from '../paths.ts';
import {
  acknowledgeIncident,
  getAlert,
  listAlerts,
  listIncidents,
  muteMonitor,
  unmuteMonitor,
} from '../wire/incidents.ts';
import { ask } from './ask.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { alertItem, incidentItem } from './items.ts';
import { listRecords, mapPage } from './list.ts';
import { problem } from './problem.ts';
import type { Routes } from './routes.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A monitor that nobody hears of for longer is forgotten. */
const MUTE_DAYS_MAX = 90;

export function incidentRoutes(routes: Routes, context: ApiContext): void {
  const { records, clock } = context.ports;

  routes.answer(listIncidents, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const page = await listRecords(records, pk, INCIDENT_PREFIX, incidentSchema, query);
    return mapPage(page, ({ value }) => incidentItem(value));
  });

  routes.answer(acknowledgeIncident, async ({ params: { monitor, incident }, body: { note }, who }) => {
    await findMonitor(records, monitor);
    await requireIncident(monitor, incident);
    const message = { kind: 'acknowledge', monitor, incident, by: who.name, at: clock.now(), note } as const;
    return ask(context, message, `It is written down that ${who.name} looks after this incident.`);
  });

  routes.answer(muteMonitor, async ({ params: { monitor }, body: { until, reason }, who }) => {
    await findMonitor(records, monitor);
    const at = clock.now();
    if (until <= at || until > at + MUTE_DAYS_MAX * DAY_MS) {
      throw problem(
        400,
        'invalid',
        `until must be later than now, and within ${MUTE_DAYS_MAX} days.`,
        'until',
      );
    }
    return ask(
      context,
      { kind: 'mute', monitor, until, reason, by: who.name, at },
      `Alerts of ${monitor} are kept and not sent until then. Those that are critical, such as drift, are sent all the same.`,
    );
  });

  routes.answer(unmuteMonitor, async ({ params: { monitor }, who }) => {
    await findMonitor(records, monitor);
    const at = clock.now();
    const message = { kind: 'mute', monitor, until: at, reason: '', by: who.name, at } as const;
    return ask(
      context,
      message,
      `Alerts of ${monitor} are sent again. Those that were kept stay in the list.`,
    );
  });

  routes.answer(listAlerts, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const page = await listRecords(
      records,
      monitorPartition(monitor),
      ALERT_PREFIX,
      alertRecordSchema,
      query,
    );
    return mapPage(page, ({ value }) => alertItem(value));
  });

  routes.answer(getAlert, async ({ params: { monitor, alert: name } }) => {
    const parsed = parseAlertName(name);
    const key = parsed && alertKey(monitor, alertSortKey(parsed.since, parsed.id));
    const alert = key && (await getRecord(records, key, alertRecordSchema));
    if (alert === null) {
      throw problem(404, 'no-alert', 'There is no such alert. The list of alerts names those there are.');
    }
    const { text, json } = alert.value.alert;
    return { ...alertItem(alert.value), text, document: JSON.parse(json) };
  });

  async function requireIncident(monitor: string, id: string): Promise<void> {
    const newestFirst = { order: 'descending' } as const;
    const pk = monitorPartition(monitor);
    for await (const { value } of queryRecords(records, pk, INCIDENT_PREFIX, incidentSchema, newestFirst)) {
      if (value.id === id) return;
    }
    throw problem(
      404,
      'no-incident',
      'There is no such incident. The list of incidents names those there are.',
    );
  }
}

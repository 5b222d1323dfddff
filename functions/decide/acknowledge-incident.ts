import type { Ports } from '../ports.ts';
import { INCIDENT_PREFIX, type IncidentRecord, incidentSchema } from '../records/incident-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { queryRecords, replaceRecord } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';

const PAGE_ROWS = 20;

/** Somebody looks after an incident: it is written into its story. Alerts go on as before. */
export async function acknowledgeIncident(
  { records }: Ports,
  { monitor, incident, by, at, note }: DecideMessageOf<'acknowledge'>,
): Promise<void> {
  const newestFirst = { order: 'descending', limit: PAGE_ROWS } as const;
  const incidents = queryRecords(
    records,
    monitorPartition(monitor),
    INCIDENT_PREFIX,
    incidentSchema,
    newestFirst,
  );
  for await (const stored of incidents) {
    const { id, acknowledged } = stored.value;
    if (id !== incident) continue;
    // What was said last holds.
    if (acknowledged !== null && acknowledged.at > at) return;
    const next: IncidentRecord = { ...stored.value, acknowledged: { by, at, note } };
    await records.transact([replaceRecord<IncidentRecord>(stored, stored, next)]);
    return;
  }
}

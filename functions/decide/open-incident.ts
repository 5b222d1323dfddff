import type { Records } from '../ports.ts';
import { type IncidentRecord, incidentKey, incidentSchema } from '../records/incident-record.ts';
import { getRecord, type Stored } from '../records/record.ts';
import type { MonitorRow } from './monitor-row.ts';

/** The story of the monitor's open incident; `null` without one. */
export async function openIncident(
  records: Records,
  { value: { monitor, incident } }: MonitorRow,
): Promise<Stored<IncidentRecord> | null> {
  if (incident === null) return null;
  const key = incidentKey(monitor, incident.opened.lastModified, incident.id);
  const stored = await getRecord(records, key, incidentSchema);
  if (stored === null) throw new Error(`Incident ${incident.id} of monitor ${monitor} is not recorded.`);
  return stored;
}

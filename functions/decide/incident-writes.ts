import type { Records, Write } from '../ports.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import { type IncidentRecord, incidentKey, incidentSchema } from '../records/incident-record.ts';
import { getRecord, putRecord, replaceRecord, type Stored } from '../records/record.ts';
import type { Incident, Step } from './step-incident.ts';

/** What a batch adds to the story of its incident. */
export async function incidentWrites(
  records: Records,
  monitor: string,
  batch: Stored<JudgedBatch>,
  { counted, change }: Step,
  incident: Incident | null,
): Promise<Write[]> {
  if (incident === null || (counted !== 'drift' && change !== 'closed')) return [];
  const key = incidentKey(monitor, incident.opened.lastModified, incident.id);
  const { order, driftedFeatures, strongest } = batch.value;
  if (change === 'opened') return [putRecord(key, opened(batch), 'absent')];
  const stored = await getRecord(records, key, incidentSchema);
  if (stored === null) throw new Error(`Incident ${incident.id} of monitor ${monitor} is not recorded.`);
  const story = stored.value;
  const next: IncidentRecord =
    change === 'closed'
      ? { ...story, state: 'closed', closed: order }
      : {
          ...story,
          lastBatch: batch.sk,
          driftingBatches: story.driftingBatches + 1,
          driftedFeatures: Math.max(story.driftedFeatures, driftedFeatures),
          strongest: Math.max(story.strongest, strongest),
        };
  return [replaceRecord(key, stored, next)];
}

function opened({ sk, value }: Stored<JudgedBatch>): IncidentRecord {
  return {
    id: value.batchId,
    state: 'open',
    opened: value.order,
    closed: null,
    closedBy: null,
    firstBatch: sk,
    lastBatch: sk,
    driftingBatches: 1,
    driftedFeatures: value.driftedFeatures,
    strongest: value.strongest,
    acknowledged: null,
  };
}

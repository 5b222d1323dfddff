import { countLabelled } from '../../decide/count-labelled.ts';
import { compareOrder } from '../../order.ts';
import type { Ports, Records } from '../../ports.ts';
import { baselineOf } from '../../records/baseline-record.ts';
import { championKey, championSchema } from '../../records/champion-record.ts';
import { type IncidentRecord, incidentKey, incidentSchema } from '../../records/incident-record.ts';
import { modelOf } from '../../records/model-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import type { MonitorRecord } from '../../records/monitor-record.ts';
import { muteOf } from '../../records/mute-record.ts';
import { PENDING, pendingSchema } from '../../records/pending-record.ts';
import { getRecord, queryRecords } from '../../records/record.ts';
import { RETRAIN_PREFIX, type RetrainRecord, retrainSchema } from '../../records/retrain-record.ts';
import { newestSettings } from '../../records/settings-record.ts';
import { waitingCandidate } from '../../records/waiting-candidate.ts';
import { type Standing, standingWords } from '../standing-words.ts';
import type { MonitorSummary } from '../wire/monitors.ts';
import {
  baselineItem,
  batchIdOf,
  championItem,
  fileItem,
  incidentItem,
  modelItem,
  nameOfKey,
  retrainingItem,
} from './items.ts';

export interface FileCounts {
  readonly atWork: number;
  readonly waiting: number;
}

/** How many files of each monitor are not finished. O(unfinished work of all monitors). */
export async function countFiles(records: Records): Promise<ReadonlyMap<string, FileCounts>> {
  const files = new Map<string, FileCounts>();
  for await (const { value } of queryRecords(records, PENDING, '', pendingSchema)) {
    if (value.kind !== 'file') continue;
    const { atWork, waiting } = files.get(value.monitor) ?? NO_FILES;
    files.set(
      value.monitor,
      value.parked ? { atWork, waiting: waiting + 1 } : { atWork: atWork + 1, waiting },
    );
  }
  return files;
}

export const NO_FILES: FileCounts = { atWork: 0, waiting: 0 };

/** How a monitor stands: about a dozen records, however long its past. */
export async function readStanding(
  ports: Pick<Ports, 'records' | 'clock'>,
  row: MonitorRecord,
  files: FileCounts,
): Promise<MonitorSummary> {
  const { records } = ports;
  const { monitor, status, newest } = row;
  const [champion, incident, candidate, retraining, muted, { settings }] = await Promise.all([
    getRecord(records, championKey(monitor), championSchema),
    openIncident(records, row),
    waitingCandidate(records, monitor),
    lastRetraining(records, monitor),
    muteOf(ports, monitor),
    newestSettings(records, monitor),
  ]);
  const [baseline, model] = await Promise.all([
    champion && baselineOf(records, monitor, champion.value.baseline),
    champion?.value.model == null ? null : modelOf(records, monitor, champion.value.model),
  ]);
  const standing: Standing = {
    status,
    hasBaseline: champion !== null,
    hasModel: model !== null,
    hasIds: (baseline?.value.id ?? null) !== null,
    waiting: files.waiting,
    newest: newest && {
      ...newest,
      batchId: batchIdOf(newest.batch),
      uploaded: newest.order.lastModified,
      // A batch that drifted ends no incident itself.
      learned: row.lastClosed !== null && compareOrder(row.lastClosed, newest.order) === 0,
    },
    incident: incident && {
      opened: incident.opened.lastModified,
      firstBatch: batchIdOf(incident.firstBatch),
      driftingBatches: incident.driftingBatches,
      driftedFeatures: incident.driftedFeatures,
    },
    candidate: candidate && nameOfKey(candidate.order.key),
    retraining: {
      mode: settings.retrain.mode,
      awaiting: row.retraining.awaiting !== null,
      broken: row.retraining.broken,
      last: lastOf(retraining, incident),
      missingRows: await missingRows(records, row, model === null ? null : incident),
      refusal: retraining?.refusal ?? null,
    },
  };
  return {
    monitor,
    status,
    since: incident?.opened.lastModified ?? row.lastClosed?.lastModified ?? row.since,
    ...standingWords(standing),
    newest: newest && {
      batchId: batchIdOf(newest.batch),
      file: fileItem(newest.order),
      verdict: newest.verdict,
      driftedFeatures: newest.driftedFeatures,
      totalFeatures: newest.totalFeatures,
    },
    ...files,
    muted,
    incident: incident && incidentItem(incident),
    champion: champion && championItem(champion),
    model: model && modelItem(model.value),
    baseline: baseline && baselineItem(baseline.value),
    candidate: candidate && baselineItem(candidate),
    retraining: retraining && retrainingItem(retraining),
  };
}

async function openIncident(
  records: Records,
  { monitor, incident }: MonitorRecord,
): Promise<IncidentRecord | null> {
  if (incident === null) return null;
  const key = incidentKey(monitor, incident.opened.lastModified, incident.id);
  return (await getRecord(records, key, incidentSchema))?.value ?? null;
}

async function lastRetraining(records: Records, monitor: string): Promise<RetrainRecord | null> {
  const newestFirst = { order: 'descending', limit: 1 } as const;
  const partition = monitorPartition(monitor);
  for await (const { value } of queryRecords(
    records,
    partition,
    RETRAIN_PREFIX,
    retrainSchema,
    newestFirst,
  )) {
    return value;
  }
  return null;
}

/** How the last try to end this incident ended. */
function lastOf(
  retraining: RetrainRecord | null,
  incident: IncidentRecord | null,
): Standing['retraining']['last'] {
  if (retraining === null || retraining.incident !== incident?.id) return null;
  const { state } = retraining;
  return state === 'kept' || state === 'refused' || state === 'waiting-for-labels' ? state : 'other';
}

/** Labelled rows that are still missing before a try is worth it; `null` without an incident or a model. */
async function missingRows(
  records: Records,
  { monitor, retraining }: MonitorRecord,
  incident: IncidentRecord | null,
): Promise<number | null> {
  if (incident === null) return null;
  const labelled = await countLabelled(records, monitor, incident.firstBatch);
  return labelled >= retraining.rowsWanted ? null : retraining.rowsWanted - labelled;
}

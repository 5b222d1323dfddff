import type { Order } from '../../order.ts';
import type { AlertRecord } from '../../records/alert-record.ts';
import type { BaselineRecord } from '../../records/baseline-record.ts';
import { BATCH_PREFIX, type BatchRecord, type JudgedBatch } from '../../records/batch-record.ts';
import type { ChampionRecord } from '../../records/champion-record.ts';
import type { IncidentRecord } from '../../records/incident-record.ts';
import type { ModelRecord } from '../../records/model-record.ts';
import type { Stored } from '../../records/record.ts';
import type { RetrainRecord } from '../../records/retrain-record.ts';
import type { Batch, JudgedBatchItem } from '../wire/batches.ts';
import type { AlertItem, IncidentItem } from '../wire/incidents.ts';
import type { BaselineItem, Champion, ModelItem } from '../wire/models.ts';
import type { RetrainingItem } from '../wire/retrainings.ts';

/** Records as they cross the wire: what others need to know, under names that stay when the records change. */

export const nameOfKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** The batch's id from its sort key, whose last part it is. */
export const batchIdOf = (sk: string): string => sk.slice(sk.lastIndexOf('#') + 1);

/** The time of the batch's upload, which its sort key begins with. */
export const uploadedOf = (sk: string): number =>
  Date.parse(sk.slice(BATCH_PREFIX.length, sk.lastIndexOf('#')));

export function fileItem({ key, lastModified, versionId }: Order) {
  return { key, name: nameOfKey(key), uploaded: lastModified, versionId };
}

export function batchItem(batch: BatchRecord): Batch {
  return batch.state === 'judged'
    ? judgedItem(batch)
    : { state: batch.state, file: fileItem(batch.order), of: batchIdOf(batch.of) };
}

export function judgedItem(batch: JudgedBatch): JudgedBatchItem {
  const { decision, order } = batch;
  return {
    state: batch.state,
    batchId: batch.batchId,
    file: fileItem(order),
    rows: batch.rows,
    verdict: batch.verdict,
    totalFeatures: batch.totalFeatures,
    driftedFeatures: batch.driftedFeatures,
    driftPercentage: batch.driftPercentage,
    alert: batch.alert,
    strongest: batch.strongest,
    minDetectable: batch.minDetectable,
    top: batch.top,
    problems: batch.problems,
    broken: batch.broken,
    baseline: batch.baseline,
    settings: batch.settings,
    model: batch.model,
    decision: decision && {
      counted: decision.counted,
      change: decision.change,
      incident: decision.incident,
    },
  };
}

export function incidentItem(incident: IncidentRecord): IncidentItem {
  const { id, state, opened, closed, closedBy, driftingBatches, driftedFeatures, strongest, acknowledged } =
    incident;
  return {
    ...{ id, state, driftingBatches, driftedFeatures, strongest, acknowledged },
    opened: fileItem(opened),
    closed: closed && fileItem(closed),
    closedBy: closedBy === null ? null : batchIdOf(closedBy),
    firstBatch: batchIdOf(incident.firstBatch),
    lastBatch: batchIdOf(incident.lastBatch),
  };
}

export function alertItem({ alert, since, state }: AlertRecord): AlertItem {
  const { id, eventType, severity, subject } = alert;
  return { alert: `${since}-${id}`, eventType, severity, since, state, subject };
}

export function baselineItem({ window, order, ...baseline }: BaselineRecord): BaselineItem {
  const { version, rows, features, label, id, sha256, state } = baseline;
  return {
    ...{ version, rows, features, label, id, sha256, state },
    file: fileItem(order),
    window: window && {
      since: fileItem(window.since),
      batches: window.batches,
      parent: window.parent,
      retraining: batchIdOf(window.retrain),
    },
  };
}

export function modelItem({ trained, retrain, ...model }: ModelRecord): ModelItem {
  const { version, baseline, label, kind, requested, state, refusal } = model;
  return {
    ...{ version, baseline, label, kind, requested, state, refusal },
    rows: trained?.rows ?? null,
    classes: trained?.classes ?? [],
    metrics: trained?.metrics ?? {},
    retraining: retrain === null ? null : batchIdOf(retrain),
  };
}

export function championItem({ value, rev }: Stored<ChampionRecord>): Champion {
  const { model, baseline, previous } = value;
  return { model, baseline, previous, rev };
}

export function retrainingItem(retraining: RetrainRecord): RetrainingItem {
  const { id, requested, trigger, incident, since, champion, state, missing, refusal, trained } = retraining;
  return {
    ...{ id, requested, trigger, incident, state, missing, refusal },
    since: fileItem(since),
    champion: champion.model,
    trained: trained && {
      model: trained.model,
      baseline: trained.baseline,
      labelledRows: trained.labelledRows,
      passed: trained.passed,
      comparison: trained.comparison,
    },
  };
}

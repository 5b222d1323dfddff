import type { AlertEvent, BatchEvent } from '../../../shared/alert/alert-event.ts';
import type { Comparison } from '../../../shared/alert/retrain-documents.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

const base = { monitor: 'churn', where: 'https://driftline.test/churn' };

export const opened: BatchEvent = {
  ...base,
  eventType: 'drift.opened',
  id: 'a-opened',
  where: 'https://driftline.test/churn/b1',
  incident: 'b1',
  since: NOON,
  batch: {
    batchId: 'b1',
    file: 'production/churn/june.csv',
    uploaded: NOON,
    rows: 569,
    totalFeatures: 30,
    driftedFeatures: 5,
    driftPercentage: 16.67,
    report: 'reports/churn/b1.json',
    top: [
      { name: 'radius_mean', sentence: 'radius_mean: typical value 13.4 → 16.7 (+25 %)' },
      { name: 'area_mean', sentence: 'area_mean: typical value 551 → 689 (+25 %)' },
    ],
  },
};

export const quarantined = {
  ...base,
  eventType: 'file.quarantined',
  id: 'a-quarantined',
  kind: 'production',
  file: 'production/churn/june.csv',
  versionId: 'v1',
  refusal: {
    code: 'duplicate-column',
    message: 'june.csv, line 1: two columns are named "age". Give each column a name of its own.',
    line: 1,
    column: 'age',
  },
} satisfies AlertEvent;

export const missingBaseline = {
  ...base,
  eventType: 'baseline.missing',
  id: 'a-waiting',
  file: 'production/churn/june.csv',
  since: NOON,
} satisfies AlertEvent;

const unusable = {
  ...base,
  eventType: 'predictions.refused',
  id: 'a-unusable',
  model: 'm1',
  file: 'production/churn/june.csv',
  code: 'model-unusable',
  reason: 'Artifact models/churn/m1/model.json has another SHA-256 than the one that was stored.',
} satisfies AlertEvent;

const comparison: Comparison = {
  rows: 412,
  accuracy: { champion: 0.652, challenger: 0.951 },
  logLoss: { champion: 0.91, challenger: 0.17 },
  gain: { estimate: 0.74, low: 0.61, high: 0.88 },
  oldRows: {
    rows: 2000,
    accuracy: { champion: 0.96, challenger: 0.7 },
    logLoss: { champion: 0.12, challenger: 0.66 },
  },
};

const promoted = {
  ...base,
  eventType: 'retrain.promoted',
  id: 'a-promoted',
  retrain: 'r1',
  incident: 'b1',
  model: 'm2',
  previousModel: 'm1',
  labelledRows: 1373,
  comparison,
} satisfies AlertEvent;

const kept = {
  ...base,
  eventType: 'retrain.kept',
  id: 'a-kept',
  retrain: 'r1',
  incident: 'b1',
  model: 'm1',
  labelledRows: 420,
  comparison: {
    rows: 126,
    accuracy: { champion: 0.652, challenger: 0.675 },
    logLoss: { champion: 0.91, challenger: 0.85 },
    gain: { estimate: 0.06, low: -0.08, high: 0.2 },
    oldRows: null,
  },
} satisfies AlertEvent;

const broken = {
  ...base,
  eventType: 'retrain.waiting-for-approval',
  id: 'a-broken',
  retrain: 'r1',
  incident: 'b1',
  model: 'm1',
  waitsFor: 'training',
  reasons: ['age: 98 % of the values are missing, 2 % before.', 'plan: the column is missing.'],
  comparison: null,
  approval: 'https://driftline.test/churn/retrain/r1',
} satisfies AlertEvent;

const labels = {
  ...base,
  eventType: 'labels.waiting',
  id: 'a-labels',
  incident: 'b1',
  since: NOON,
  labelledRows: 120,
  missingRows: 214,
  missingByClass: [{ class: 'yes', rows: 7 }],
  label: 'left',
  idColumn: 'customer_id',
  upload: 'labels/churn/',
} satisfies AlertEvent;

/** One event of each kind of letter there is, by the name of the letter. */
export const EXAMPLE_EVENTS: Readonly<Record<string, AlertEvent>> = {
  'drift.opened': opened,
  'drift.worsened': { ...opened, eventType: 'drift.worsened', since: NOON - 50 * HOUR },
  'drift.cleared': { ...opened, eventType: 'drift.cleared', since: NOON - 50 * HOUR },
  'file.quarantined': quarantined,
  'data.missing': {
    ...base,
    eventType: 'data.missing',
    id: 'a-silence',
    lastBatch: NOON,
    expectEvery: '24h',
  },
  'data.missing, ever': {
    ...base,
    eventType: 'data.missing',
    id: 'a-silence-ever',
    lastBatch: null,
    expectEvery: '24h',
  },
  'baseline.missing': missingBaseline,
  'training.refused': {
    ...base,
    eventType: 'training.refused',
    id: 'a-training',
    model: 'm1',
    file: 'baseline/churn/train.csv',
    label: 'left',
    reason: 'There are 10 labelled rows, and a model needs at least 50. Bring 40 more.',
  },
  'predictions.refused, model': unusable,
  'predictions.refused, file': {
    ...unusable,
    id: 'a-unscored',
    code: 'file-unusable',
    reason: 'june.csv, line 7: a quote is never closed. Close it, or take it out.',
  },
  'predictions.refused, gave up': {
    ...unusable,
    id: 'a-gave-up',
    code: 'gave-up',
    reason: 'Scoring failed five times.',
  },
  'retrain.promoted': promoted,
  'retrain.kept, perhaps better': kept,
  'retrain.promoted, asked for without a drift': { ...promoted, id: 'a-asked-promoted', incident: null },
  'retrain.kept, asked for without a drift': { ...kept, id: 'a-asked-kept', incident: null },
  'retrain.kept, no better': {
    ...kept,
    comparison: {
      ...kept.comparison,
      accuracy: { champion: 0.652, challenger: 0.611 },
      gain: { estimate: -0.1, low: -0.3, high: 0.1 },
    },
  },
  'retrain.refused': {
    ...base,
    eventType: 'retrain.refused',
    id: 'a-refused',
    retrain: 'r1',
    incident: 'b1',
    model: 'm1',
    reason: 'All 420 labelled rows have the same answer, "no": there is nothing to tell apart.',
  },
  'retrain.waiting-for-approval, training': broken,
  'retrain.waiting-for-approval, promotion': {
    ...broken,
    id: 'a-ready',
    waitsFor: 'promotion',
    reasons: [],
    comparison,
  },
  'retrain.waiting-for-approval, taken back': {
    ...broken,
    id: 'a-taken-back',
    waitsFor: 'promotion',
    reasons: ['The last retrained model was taken back by a person.'],
    comparison,
  },
  'labels.waiting': labels,
  'labels.waiting, asked for without a drift': { ...labels, id: 'a-labels-asked', incident: null },
  'labels.waiting, no id': {
    ...labels,
    id: 'a-labels-no-id',
    missingByClass: [],
    idColumn: null,
    upload: 'production/churn/',
  },
};

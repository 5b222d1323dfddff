import { type Evidence, evidenceToJson } from '../../shared/model/retrain/evidence.ts';
import type { Retrained, WaitingForLabels } from '../../shared/model/retrain/retrain-model.ts';
import { shorten } from '../../shared/text/safe-text.ts';
import { storeArtifact } from '../artifact.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { hashId } from '../hash-id.ts';
import { modelEvidenceKey } from '../keys.ts';
import type { Ports } from '../ports.ts';
import { baselineKey } from '../records/baseline-record.ts';
import { type ModelRecord, modelKey } from '../records/model-record.ts';
import { putRecord } from '../records/record.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';
import { storeModel } from '../store-model.ts';
import type { Window } from './build-window.ts';
import { storeHeldOut } from './held-out-rows.ts';
import { type Lease, leaveLease } from './lease.ts';

/** A reason may quote columns and classes; the record and the alert have their limits. */
const REASON_CHARS_MAX = 2_000;
/** Classes told of those that lack rows, and what is told of a name. */
const CLASSES_MAX = 20;
const NAME_CHARS_MAX = 100;
/** The least that a challenger is judged by is 100 rows, the newest 30 %: what is missing where there is none. */
const ROWS_LEAST = 334;

const NO_ROW: Omit<WaitingForLabels, 'kind'> = {
  labelledRows: 0,
  missingRows: ROWS_LEAST,
  missingByClass: [],
};

/** Records how many labelled rows are missing; without any row that is the least. */
export async function recordWaiting(ports: Ports, lease: Lease, result: WaitingForLabels | null) {
  const { labelledRows, missingRows, missingByClass } = result ?? NO_ROW;
  const byClass = missingByClass
    .slice(0, CLASSES_MAX)
    .map((one) => ({ class: shorten(one.class, NAME_CHARS_MAX), rows: one.rows }));
  const missing = { labelledRows, missingRows, missingByClass: byClass };
  await ports.records.transact(leaveLease(lease, { state: 'waiting-for-labels', missing }));
}

/** Records why no model can be learned. */
export async function recordRefusal(ports: Ports, lease: Lease, reason: string): Promise<void> {
  const refusal = shorten(reason, REASON_CHARS_MAX);
  await ports.records.transact(leaveLease(lease, { state: 'refused', refusal }));
}

/**
 * Stores the challenger, its card and the evidence, and records them with the baseline made of the window: all in one
 * transaction, and only under this lease.
 */
export async function recordResult(
  { objects, records }: Ports,
  lease: Lease,
  { baseline, rows }: Window,
  { document, evidence, passed }: Retrained,
): Promise<void> {
  const { monitor, retraining } = lease;
  const { id, kind, seed, trainRowsMax, requested } = retraining.value;
  const version = hashId('challenger', id, baseline.sha256, kind, seed, trainRowsMax, ENGINE_VERSION);
  const model: ModelRecord = {
    ...{ version, baseline: baseline.version, label: document.label },
    ...{ kind, seed, trainRowsMax, requested },
    state: 'trained',
    trained: await storeModel(objects, monitor, version, document, evidence),
    refusal: null,
    retrain: retraining.sk,
    unusableTold: null,
  };
  const evidenceKey = modelEvidenceKey(monitor, version);
  const trained: RetrainRecord['trained'] = {
    model: version,
    baseline: baseline.version,
    labelledRows: baseline.rows,
    passed,
    comparison: comparisonOf(evidence),
    evidence: await storeArtifact(objects, evidenceKey, evidenceToJson(evidence)),
    heldOut: await storeHeldOut(objects, monitor, baseline.version, evidence.heldOutRows, rows),
  };
  await records.transact([
    putRecord(baselineKey(monitor, baseline.version), baseline, 'absent'),
    putRecord(modelKey(monitor, version), model, 'absent'),
    ...leaveLease(lease, { state: 'trained', trained }),
  ]);
}

/** The comparison as alerts tell it: figures without their intervals, but that of the gain. */
function comparisonOf({
  comparison,
  oldRows,
}: Evidence): NonNullable<RetrainRecord['trained']>['comparison'] {
  return {
    ...figures(comparison),
    gain: comparison.gain,
    oldRows: oldRows && figures(oldRows),
  };
}

function figures({ rows, accuracy, logLoss }: Pick<Evidence['comparison'], 'rows' | 'accuracy' | 'logLoss'>) {
  const both = ({ champion, challenger }: typeof accuracy) => ({
    champion: champion.value,
    challenger: challenger.value,
  });
  return { rows, accuracy: both(accuracy), logLoss: both(logLoss) };
}

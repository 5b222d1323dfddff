import { measureAnswers } from '../../shared/model/measure-answers.ts';
import { ArtifactChanged } from '../artifact.ts';
import { type Claim, finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { tellDecide } from '../decide/message.ts';
import { parseInputKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { compareOrder } from '../order.ts';
import { ConditionFailed, DONE, type Outcome, type Ports } from '../ports.ts';
import { type BaselineRecord, baselineOf } from '../records/baseline-record.ts';
import { type JudgedBatch, judgedBatchOf } from '../records/batch-record.ts';
import { modelOf } from '../records/model-record.ts';
import { type PerformanceRecord, performanceKey, performanceSchema } from '../records/performance-record.ts';
import { type PredictionRecord, predictionOf } from '../records/prediction-record.ts';
import { getRecord, replaceRecord } from '../records/record.ts';
import { gatherAnswers } from './gather-answers.ts';
import { readPredictions } from './read-predictions.ts';
import { refuseMeasuring } from './refuse-measuring.ts';

/** Rows of a batch whose ids and answers are held at a time: below a gigabyte. */
const MEASURED_ROWS_MAX = 2_000_000;

type Scored = PredictionRecord & { readonly scored: NonNullable<PredictionRecord['scored']> };

/**
 * Measures the predictions for a batch by all answers there are, anew from the stored files: whatever came when and how
 * often, the figures are the same. Without an answer nothing is recorded.
 */
export async function measureBatch(
  ports: Ports,
  context: Context,
  event: ObjectEvent,
  { batch, model }: NonNullable<ObjectEvent['measure']>,
): Promise<Outcome> {
  const file = parseInputKey(event.key);
  if (file === null) return DONE;
  const { monitor } = file;
  return withClaim(ports, context.leaseMs, { queue: 'labels', monitor, event }, async (claim) => {
    const { value: prediction } = await predictionOf(ports.records, monitor, batch, model);
    if (prediction.scored === null) return finishClaim(ports, claim, 'done');
    const { rows } = prediction.scored;
    if (rows > MEASURED_ROWS_MAX) {
      const reason = `${event.key}: it has ${rows} rows, and at most ${MEASURED_ROWS_MAX} are measured. Upload batches in parts.`;
      return refuseMeasuring(ports, claim, prediction, reason);
    }
    try {
      const answered = await measure(ports, claim, { ...prediction, scored: prediction.scored });
      if (answered) await tellDecide(ports, { kind: 'labels', monitor, because: claim.id });
    } catch (error) {
      if (!(error instanceof ArtifactChanged)) throw error;
      return refuseMeasuring(ports, claim, prediction, error.message);
    }
    return finishClaim(ports, claim, 'done');
  });
}

/**
 * The record is read first and written on condition that it is unchanged: who looked at the files earlier than another
 * cannot write later.
 *
 * @returns whether there is an answer
 */
async function measure(ports: Ports, claim: Claim, prediction: Scored): Promise<boolean> {
  const { records, objects } = ports;
  const { monitor } = claim.value;
  const { batch: sk, model: version, batchId, file, scored } = prediction;
  const key = performanceKey(monitor, sk, version);
  const found = await getRecord(records, key, performanceSchema);
  const batch = await judgedBatchOf(records, monitor, sk);
  const { label, trained, baseline } = (await modelOf(records, monitor, version)).value;
  if (trained === null) throw new Error(`Model ${version} of monitor ${monitor} is not trained.`);
  const { classes } = trained;
  const answers = await gatherAnswers(ports, monitor, batch, { label, classes });
  if (answers === null || (answers.labelled === 0 && answers.foreign === 0 && found === null)) {
    return false;
  }
  const predictions = await readPredictions(objects, scored.predictions, classes.length, answers);
  const { labelled, foreign, duplicates, conflicts } = answers;
  const value: PerformanceRecord = {
    ...{ model: version, batch: sk, batchId, file, rows: scored.rows },
    ...{ labelled, foreign, duplicates, conflicts },
    learnedFrom: isOfWindow(batch, (await baselineOf(records, monitor, baseline)).value),
    measured: measureAnswers(predictions, classes),
    refusal: null,
  };
  try {
    await records.transact([replaceRecord(key, found, value)]);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    // Somebody else measured it meanwhile, by more files perhaps, or fewer.
    return measure(ports, claim, prediction);
  }
}

/** Whether rows of the batch may be among those that a baseline was made of. */
function isOfWindow(batch: JudgedBatch, { window, order }: BaselineRecord): boolean {
  if (window === null) return false;
  return compareOrder(window.since, batch.order) <= 0 && compareOrder(batch.order, order) <= 0;
}

import { shorten } from '../../shared/text/safe-text.ts';
import { type Claim, finishClaim } from '../claim.ts';
import { tellDecide } from '../decide/message.ts';
import type { ObjectEvent } from '../object-event.ts';
import type { Outcome, Ports } from '../ports.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { type PredictionRecord, predictionKey } from '../records/prediction-record.ts';
import { putRecord } from '../records/record.ts';

const REASON_CHARS_MAX = 2_000;

/** Records why a batch cannot be scored, and has people told. */
export async function refusePredictions(
  ports: Ports,
  claim: Claim,
  score: NonNullable<ObjectEvent['score']>,
  refusal: NonNullable<PredictionRecord['refusal']>,
): Promise<Outcome> {
  const { monitor, event } = claim.value;
  const { batchId } = await judgedBatchOf(ports.records, monitor, score.batch);
  const key = predictionKey(monitor, score.batch, score.model);
  const record: PredictionRecord = {
    model: score.model,
    batch: score.batch,
    batchId,
    file: event.key,
    scored: null,
    refusal: { ...refusal, message: shorten(refusal.message, REASON_CHARS_MAX) },
  };
  await ports.records.transact([putRecord(key, record)]);
  await tellDecide(ports, { kind: 'unscored', monitor, batch: score.batch, model: score.model });
  return finishClaim(ports, claim, 'failed');
}

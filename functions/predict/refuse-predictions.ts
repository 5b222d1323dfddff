import { shorten } from '../../shared/text/safe-text.ts';
import { type Claim, finishClaim } from '../claim.ts';
import { tellDecide } from '../decide/message.ts';
import type { ObjectEvent } from '../object-event.ts';
import type { Outcome, Ports } from '../ports.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { type PredictionRecord, predictionKey, predictionSchema } from '../records/prediction-record.ts';
import { getRecord, replaceRecord } from '../records/record.ts';

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
  const found = await getRecord(ports.records, key, predictionSchema);
  const record: PredictionRecord = {
    model: score.model,
    batch: score.batch,
    batchId,
    file: event.key,
    // Scored before and asked for again, against another model: what was predicted then is still true.
    scored: found?.value.scored ?? null,
    refusal: { ...refusal, message: shorten(refusal.message, REASON_CHARS_MAX) },
    changes: found?.value.changes ?? null,
  };
  await ports.records.transact([replaceRecord<PredictionRecord>(key, found, record)]);
  await tellDecide(ports, { kind: 'unscored', monitor, batch: score.batch, model: score.model });
  return finishClaim(ports, claim, 'failed');
}

import { shorten } from '../../shared/text/safe-text.ts';
import { type Claim, finishClaim } from '../claim.ts';
import type { Outcome, Ports } from '../ports.ts';
import { type PerformanceRecord, performanceKey } from '../records/performance-record.ts';
import type { PredictionRecord } from '../records/prediction-record.ts';
import { putRecord } from '../records/record.ts';

const REASON_CHARS_MAX = 2_000;

/** Records why the predictions for a batch cannot be measured; the page and the terminal say it. */
export async function refuseMeasuring(
  ports: Ports,
  claim: Claim,
  prediction: PredictionRecord,
  reason: string,
): Promise<Outcome> {
  const { model, batch, batchId, file, scored } = prediction;
  const record: PerformanceRecord = {
    ...{ model, batch, batchId, file, rows: scored?.rows ?? 0 },
    ...{ labelled: 0, foreign: 0, duplicates: 0, conflicts: 0 },
    learnedFrom: false,
    measured: null,
    refusal: shorten(reason, REASON_CHARS_MAX),
  };
  await ports.records.transact([putRecord(performanceKey(claim.value.monitor, batch, model), record)]);
  return finishClaim(ports, claim, 'failed');
}

import { type LoadedModel, loadModel } from '../../shared/model/model-document.ts';
import { scoreBatch } from '../../shared/model/score-batch.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import { ArtifactChanged, storeArtifact, streamArtifact } from '../artifact.ts';
import { finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { parseInputKey, predictionsKey } from '../keys.ts';
import { requestMeasuring } from '../labels/request-measuring.ts';
import type { ObjectEvent } from '../object-event.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { refusalIn } from '../quarantine.ts';
import { openInput } from '../read-input.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { modelOf } from '../records/model-record.ts';
import { type PredictionRecord, predictionKey } from '../records/prediction-record.ts';
import { putRecord } from '../records/record.ts';
import { settingsOf } from '../records/settings-record.ts';
import { observePredictions } from './observe-predictions.ts';
import { predictionSummary } from './prediction-summary.ts';
import { refusePredictions } from './refuse-predictions.ts';

/**
 * A judged batch is to be scored by a version of a model: read the batch once more, write a line of predictions for
 * each row, and compare the scores with those of the rows that the model was made from. The report never changes.
 * Labels may be there already, so it is measured then.
 *
 * The file is read once, streaming, and the predictions are stored as they are made.
 */
export async function predict(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const { score } = event;
  const file = parseInputKey(event.key);
  if (file === null || score === undefined) return DONE;
  const { objects, records } = ports;
  const { monitor, name } = file;

  return withClaim(ports, context.leaseMs, { queue: 'predict', monitor, event }, async (claim) => {
    const batch = await judgedBatchOf(records, monitor, score.batch);
    const { trained } = (await modelOf(records, monitor, score.model)).value;
    if (trained === null) throw new Error(`Model ${score.model} of monitor ${monitor} is not trained.`);

    let model: LoadedModel;
    try {
      model = await context.models.load(objects, trained.document, loadModel);
    } catch (error) {
      if (!(error instanceof ArtifactChanged || error instanceof FormatError)) throw error;
      return refusePredictions(ports, claim, score, { code: 'model-unusable', message: error.message });
    }

    const { chunks } = await openInput(objects, event);
    const { observed, counts, estimate } = observePredictions(model);
    const keyOf = (ending: 'csv' | 'json') => predictionsKey(monitor, batch.batchId, score.model, ending);
    try {
      const { lines, scores, absentInputs } = await scoreBatch(chunks, observed, {
        name,
        modelVersion: score.model,
      });
      const predictions = await streamArtifact(objects, keyOf('csv'), encoded(lines));
      const drift = scores.drift((await settingsOf(records, monitor, batch.settings)).settings);
      const estimated = estimate.result();
      const parts = {
        ...{ monitor, batch, model, score, trained, predictions },
        ...{ drift, counts, estimated, absentInputs },
      };
      const summary = await storeArtifact(objects, keyOf('json'), predictionSummary(parts));
      const record: PredictionRecord = {
        model: score.model,
        batch: score.batch,
        batchId: batch.batchId,
        file: event.key,
        scored: { rows: drift.rows, predictions, summary, drifted: drift.drifted, estimated },
        refusal: null,
      };
      await records.transact([putRecord(predictionKey(monitor, score.batch, score.model), record)]);
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal === null) throw error;
      return refusePredictions(ports, claim, score, { code: 'file-unusable', message: refusal.message });
    }
    await requestMeasuring(ports, event, { ...score, because: 'scored' });
    return finishClaim(ports, claim, 'done');
  });
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of lines) yield encoder.encode(piece);
}

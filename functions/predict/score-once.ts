import type { LoadedModel } from '../../shared/model/model-document.ts';
import { scoreBatch } from '../../shared/model/score-batch.ts';
import { storeArtifact, streamArtifact } from '../artifact.ts';
import { predictionsKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import type { Ports } from '../ports.ts';
import { openInput } from '../read-input.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import type { ModelRecord } from '../records/model-record.ts';
import { type PredictionRecord, predictionKey, predictionSchema } from '../records/prediction-record.ts';
import { getRecord, replaceRecord } from '../records/record.ts';
import { settingsOf } from '../records/settings-record.ts';
import { observePredictions } from './observe-predictions.ts';
import { predictionSummary } from './prediction-summary.ts';

interface Scoring {
  readonly monitor: string;
  /** What errors call the file. */
  readonly name: string;
  readonly batch: JudgedBatch;
  readonly score: NonNullable<ObjectEvent['score']>;
  readonly trained: NonNullable<ModelRecord['trained']>;
  readonly model: LoadedModel;
}

/**
 * Stores and records the predictions for a batch, unless that is done: a model that takes charge once more may have
 * scored the newest batch before. The file is read once, streaming, and the predictions are stored as they are made.
 *
 * @throws CsvError when the file cannot be scored
 */
export async function scoreOnce(
  { objects, records }: Ports,
  event: ObjectEvent,
  { monitor, name, batch, score, trained, model }: Scoring,
): Promise<void> {
  const key = predictionKey(monitor, score.batch, score.model);
  const found = await getRecord(records, key, predictionSchema);
  if (found !== null && found.value.scored !== null) return;

  const { chunks } = await openInput(objects, event);
  const { observed, counts, estimate } = observePredictions(model);
  const keyOf = (ending: 'csv' | 'json') => predictionsKey(monitor, batch.batchId, score.model, ending);
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
    changes: null,
  };
  await records.transact([replaceRecord(key, found, record)]);
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of lines) yield encoder.encode(piece);
}

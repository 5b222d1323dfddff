import { parseInputKey } from '../../functions/keys.ts';
import { parseObjectEvent } from '../../functions/object-event.ts';
import type { Records } from '../../functions/ports.ts';
import { performanceKey, performanceSchema } from '../../functions/records/performance-record.ts';
import { predictionKey, predictionSchema } from '../../functions/records/prediction-record.ts';
import { getRecord } from '../../functions/records/record.ts';
import { labelFileOf } from './file-news.ts';
import type { News } from './news.ts';

/** Where a batch's predictions are to be read. */
export interface PredictionPlaces {
  predictions(monitor: string, batchId: string, model: string): string;
}

/** Of a batch that was scored, or could not be. */
export async function newsOfPredictions(
  records: Records,
  places: PredictionPlaces,
  body: string,
): Promise<News | null> {
  const { key, score } = parseObjectEvent(body);
  const monitor = parseInputKey(key)?.monitor;
  if (score === undefined || monitor === undefined) return null;
  const at = predictionKey(monitor, score.batch, score.model);
  const prediction = await getRecord(records, at, predictionSchema);
  if (prediction === null) return null;
  const { batchId, scored, refusal, changes } = prediction.value;
  return {
    kind: 'predictions',
    monitor,
    key,
    rows: scored?.rows ?? 0,
    drifted: scored?.drifted ?? false,
    estimated: scored?.estimated ?? null,
    refusal: refusal?.message ?? null,
    changes: score.against === undefined ? null : changes,
    place: places.predictions(monitor, batchId, score.model),
  };
}

/** Of a file with labels, or of predictions that were measured by labels. */
export async function newsOfLabels(records: Records, body: string): Promise<News | null> {
  const event = parseObjectEvent(body);
  const { key, measure } = event;
  const monitor = parseInputKey(key)?.monitor;
  if (monitor === undefined) return null;
  if (measure === undefined) {
    const file = await labelFileOf(records, monitor, event);
    return file && { kind: 'labels', monitor, key, ...file };
  }
  const at = performanceKey(monitor, measure.batch, measure.model);
  const performance = await getRecord(records, at, performanceSchema);
  if (performance === null) return null;
  const { rows, labelled, foreign, learnedFrom, measured, refusal } = performance.value;
  return { kind: 'performance', monitor, key, rows, labelled, foreign, learnedFrom, measured, refusal };
}

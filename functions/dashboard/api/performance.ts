import { estimateWords, performanceWords } from '../../../shared/model/performance-words.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import {
  type PerformanceRecord,
  performanceKey,
  performanceSchema,
} from '../../records/performance-record.ts';
import {
  PREDICTION_PREFIX,
  type PredictionRecord,
  predictionSchema,
} from '../../records/prediction-record.ts';
import { getRecord } from '../../records/record.ts';
import { listPerformance, type Performance } from '../wire/performance.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { nameOfKey, uploadedOf } from './items.ts';
import { listRecords } from './list.ts';
import type { Routes } from './routes.ts';

export function performanceRoutes(routes: Routes, { ports: { records } }: ApiContext): void {
  routes.answer(listPerformance, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const page = await listRecords(records, pk, PREDICTION_PREFIX, predictionSchema, query);
    const items = page.items.map(async ({ value }) => {
      const key = performanceKey(monitor, value.batch, value.model);
      return performanceItem(value, (await getRecord(records, key, performanceSchema))?.value ?? null);
    });
    return { items: await Promise.all(items), cursor: page.cursor };
  });
}

function performanceItem(prediction: PredictionRecord, performance: PerformanceRecord | null): Performance {
  const { batch, batchId, file, model, scored, refusal } = prediction;
  const { labelled = 0, foreign = 0, measured = null } = performance ?? {};
  return {
    batchId,
    name: nameOfKey(file),
    uploaded: uploadedOf(batch),
    model,
    rows: scored?.rows ?? performance?.rows ?? 0,
    refusal: performance?.refusal ?? refusal?.message ?? null,
    drifted: scored?.drifted ?? null,
    measured: measured && { labelled, foreign, ...measured },
    estimated: scored?.estimated ?? null,
    sentence: sentenceOf(prediction, performance),
  };
}

/** Measured where answers are known, otherwise estimated. */
function sentenceOf(
  { scored, refusal }: PredictionRecord,
  performance: PerformanceRecord | null,
): string | null {
  if (performance !== null) return performanceWords(performance);
  const estimated = scored?.estimated ?? null;
  return estimated === null ? (refusal?.message ?? null) : estimateWords(estimated);
}

import type { EstimatedPerformance } from '../../shared/model/estimate-performance.ts';
import type { LoadedModel } from '../../shared/model/model-document.ts';
import type { PredictionDrift } from '../../shared/model/score-profile.ts';
import type { Artifact } from '../artifact.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import type { ModelRecord } from '../records/model-record.ts';
import { batchSource } from './batch-source.ts';

/** Bumped when a reader of older summaries could misread this one. */
const SUMMARY_SCHEMA_VERSION = 1;

interface Parts {
  readonly monitor: string;
  readonly batch: JudgedBatch;
  readonly model: LoadedModel;
  readonly score: { readonly model: string };
  readonly trained: NonNullable<ModelRecord['trained']>;
  readonly predictions: Artifact;
  readonly drift: PredictionDrift;
  /** How often each class was predicted. */
  readonly counts: readonly number[];
  readonly estimated: EstimatedPerformance | null;
  readonly absentInputs: readonly string[];
}

/**
 * The document beside a batch's predictions, as JSON: which model made them, how its scores are distributed against
 * those of rows it had not seen in training, and how the predicted classes share the rows. It holds no clock: the
 * same batch and model give the same bytes.
 */
export function predictionSummary(parts: Parts): string {
  const { monitor, batch, model, score, trained, predictions, drift, counts, estimated, absentInputs } =
    parts;
  const { classes, evaluation } = model.document;
  const before = classes.map((_, k) => evaluation.metrics.confusion.reduce((sum, row) => sum + row[k]!, 0));
  const document = {
    schemaVersion: SUMMARY_SCHEMA_VERSION,
    monitor,
    batchId: batch.batchId,
    batch: batchSource(batch),
    model: { version: score.model, sha256: trained.document.sha256 },
    predictions,
    rows: drift.rows,
    /** Two-sample KS of each class's probability, by the rule for features. */
    drift: { drifted: drift.drifted, classes: drift.classes },
    /** Shares of the rows for which each class was predicted: in training, of unseen rows, and in this batch. */
    classes: classes.map((name, k) => ({ name, before: share(before, k), after: share(counts, k) })),
    /** How good the predictions are if the answers are as they were; no measurement. */
    estimated,
    absentInputs,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function share(counts: readonly number[], k: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : counts[k]! / total;
}

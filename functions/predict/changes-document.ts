import type { PredictionChanges } from '../../shared/model/compare-models.ts';
import type { LoadedModel } from '../../shared/model/model-document.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import { batchSource } from './batch-source.ts';

/** Bumped when a reader of older documents could misread this one. */
const CHANGES_SCHEMA_VERSION = 1;

/** A version of a model, with the digest of its file. */
export interface ComparedModel {
  readonly version: string;
  readonly sha256: string;
  readonly model: LoadedModel;
}

interface Parts {
  readonly monitor: string;
  readonly batch: JudgedBatch;
  readonly before: ComparedModel;
  readonly after: ComparedModel;
  readonly changes: PredictionChanges;
}

/**
 * The document on how many predictions for a batch changed when another model took charge, as JSON. It holds no clock:
 * the same batch and models give the same bytes.
 */
export function changesDocument({ monitor, batch, before, after, changes }: Parts): string {
  const { rows, changed, table, meanProbabilityChange } = changes;
  const document = {
    schemaVersion: CHANGES_SCHEMA_VERSION,
    monitor,
    batchId: batch.batchId,
    batch: batchSource(batch),
    before: described(before),
    after: described(after),
    rows,
    /** Rows with another most probable class. */
    changed,
    changedShare: rows === 0 ? 0 : changed / rows,
    /** Half the sum over the classes of |after - before|, averaged over the rows. */
    meanProbabilityChange,
    /** Rows by the class before (outer list) and after (inner lists), in the order of each model's classes. */
    table,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const described = ({ version, sha256, model }: ComparedModel) => ({
  version,
  sha256,
  classes: model.document.classes,
});

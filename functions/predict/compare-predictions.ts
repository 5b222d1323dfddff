import { compareModels } from '../../shared/model/compare-models.ts';
import { loadModel } from '../../shared/model/model-document.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import { shorten } from '../../shared/text/safe-text.ts';
import { ArtifactChanged, storeArtifact } from '../artifact.ts';
import type { Context } from '../context.ts';
import { changesKey } from '../keys.ts';
import type { Ports } from '../ports.ts';
import { refusalIn } from '../quarantine.ts';
import { openInput } from '../read-input.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import { type PredictionRecord, predictionOf } from '../records/prediction-record.ts';
import { replaceRecord } from '../records/record.ts';
import { type ComparedModel, changesDocument } from './changes-document.ts';
import { trainedOf } from './trained-of.ts';

const REASON_CHARS_MAX = 2_000;

type Changes = NonNullable<PredictionRecord['changes']>;

interface Comparison {
  readonly monitor: string;
  /** Sort key of the batch. */
  readonly sk: string;
  readonly batch: JudgedBatch;
  /** Version of the model that was in charge before. */
  readonly before: string;
  readonly after: ComparedModel;
}

/**
 * Says, beside the predictions of the model in charge, how they differ from those of the model before it: both predict
 * the batch anew, in one reading of it, whether the other one ever scored it or not. Where the other one cannot be used,
 * the record says why; the predictions stand.
 */
export async function comparePredictions(
  ports: Ports,
  context: Context,
  comparison: Comparison,
): Promise<void> {
  const { monitor, sk, before, after } = comparison;
  const stored = await predictionOf(ports.records, monitor, sk, after.version);
  let compared: Changes['compared'] = null;
  let refusal: Changes['refusal'] = null;
  try {
    compared = await compare(ports, context, comparison);
  } catch (error) {
    const unusable = error instanceof ArtifactChanged || error instanceof FormatError;
    const reason = unusable ? error.message : refusalIn(error)?.message;
    if (reason === undefined) throw error;
    refusal = shorten(reason, REASON_CHARS_MAX);
  }
  const changes: Changes = { against: before, compared, refusal };
  await ports.records.transact([
    replaceRecord<PredictionRecord>(stored, stored, { ...stored.value, changes }),
  ]);
}

async function compare(
  { objects, records }: Ports,
  context: Context,
  { monitor, batch, before: version, after }: Comparison,
): Promise<Changes['compared']> {
  const trained = await trainedOf(records, monitor, version);
  const model = await context.models.load(objects, trained.document, loadModel);
  const { key, versionId } = batch.order;
  const { chunks } = await openInput(objects, { bucket: 'inputs', key, versionId });
  const changes = await compareModels(chunks, model, after.model, { name: key });
  const before = { version, sha256: trained.document.sha256, model };
  const text = changesDocument({ monitor, batch, before, after, changes });
  const document = await storeArtifact(
    objects,
    changesKey(monitor, batch.batchId, after.version, version),
    text,
  );
  return { rows: changes.rows, changed: changes.changed, document };
}

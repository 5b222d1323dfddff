import { renderCard } from '../shared/model/card.ts';
import { type ModelDocument, modelToJson } from '../shared/model/model-document.ts';
import type { Evidence } from '../shared/model/retrain/evidence.ts';
import { storeArtifact } from './artifact.ts';
import { modelArtifactKey, modelCardKey } from './keys.ts';
import type { Objects } from './ports.ts';
import type { ModelRecord } from './records/model-record.ts';

/**
 * Stores a model and its card.
 *
 * @param evidence of a challenger: what the card says of the comparison
 * @returns what its record says of it
 */
export async function storeModel(
  objects: Objects,
  monitor: string,
  version: string,
  document: ModelDocument,
  evidence: Evidence | null = null,
): Promise<NonNullable<ModelRecord['trained']>> {
  const { accuracy, rocAuc, logLoss, brier } = document.evaluation.metrics;
  return {
    document: await storeArtifact(objects, modelArtifactKey(monitor, version), modelToJson(document)),
    card: await storeArtifact(objects, modelCardKey(monitor, version), renderCard(document, evidence)),
    rows: document.trainedOn.rowsUsed,
    classes: document.classes,
    metrics: {
      accuracy: accuracy.value,
      ...(rocAuc !== null && { rocAuc: rocAuc.value }),
      logLoss: logLoss.value,
      brier,
    },
  };
}

import { type LoadedModel, loadModel } from '../../shared/model/model-document.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import { ArtifactChanged } from '../artifact.ts';
import { finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { parseInputKey } from '../keys.ts';
import { requestMeasuring } from '../labels/request-measuring.ts';
import type { ObjectEvent } from '../object-event.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { refusalIn } from '../quarantine.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { comparePredictions } from './compare-predictions.ts';
import { refusePredictions } from './refuse-predictions.ts';
import { scoreOnce } from './score-once.ts';
import { trainedOf } from './trained-of.ts';

/**
 * A judged batch is to be scored by a version of a model: read the batch once more, write a line of predictions for
 * each row, and compare the scores with those of the rows that the model was made from. The report never changes.
 * Labels may be there already, so it is measured then. Where the model followed another one in charge, a document says
 * how many predictions changed.
 */
export async function predict(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const { score } = event;
  const file = parseInputKey(event.key);
  if (file === null || score === undefined) return DONE;
  const { objects, records } = ports;
  const { monitor, name } = file;

  return withClaim(ports, context.leaseMs, { queue: 'predict', monitor, event }, async (claim) => {
    const batch = await judgedBatchOf(records, monitor, score.batch);
    const trained = await trainedOf(records, monitor, score.model);

    let model: LoadedModel;
    try {
      model = await context.models.load(objects, trained.document, loadModel);
    } catch (error) {
      if (!(error instanceof ArtifactChanged || error instanceof FormatError)) throw error;
      return refusePredictions(ports, claim, score, { code: 'model-unusable', message: error.message });
    }

    try {
      await scoreOnce(ports, event, { monitor, name, batch, score, trained, model });
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal === null) throw error;
      return refusePredictions(ports, claim, score, { code: 'file-unusable', message: refusal.message });
    }
    await requestMeasuring(ports, event, { batch: score.batch, model: score.model, because: 'scored' });
    if (score.against !== undefined) {
      const after = { version: score.model, sha256: trained.document.sha256, model };
      await comparePredictions(ports, context, {
        ...{ monitor, batch, sk: score.batch },
        ...{ before: score.against, after },
      });
    }
    return finishClaim(ports, claim, 'done');
  });
}

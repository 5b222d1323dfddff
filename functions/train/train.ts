import { modelKind } from '../../shared/model/kinds/all-kinds.ts';
import type { ModelDocument } from '../../shared/model/model-document.ts';
import { TrainingError } from '../../shared/model/model-kind.ts';
import { readRows } from '../../shared/model/read-rows.ts';
import { trainModel } from '../../shared/model/train-model.ts';
import { ArtifactChanged } from '../artifact.ts';
import { baselineSource, openBaseline } from '../baseline/open-baseline.ts';
import { loadProfile } from '../baseline/stored-profile.ts';
import { finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { tellDecide } from '../decide/message.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { parseInputKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { refusalIn } from '../quarantine.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';
import { replaceRecord } from '../records/record.ts';
import { storeModel } from '../store-model.ts';
import { refuseTraining } from './refuse-training.ts';

/**
 * A model is to be learned from a baseline: read its rows, learn, store the model and its card, and let `decide` put
 * it in charge. What cannot be learned from is recorded with its reason, and the monitor goes on without a model.
 */
export async function train(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const file = parseInputKey(event.key);
  const version = event.train;
  if (file === null || version === undefined) return DONE;
  const { monitor } = file;
  return withClaim(ports, context.leaseMs, { queue: 'train', monitor, event }, async (claim) => {
    const model = await modelOf(ports.records, monitor, version);
    // Otherwise an earlier try got this far, and `decide` may have gone on from there.
    if (model.value.state === 'wanted') {
      let document: ModelDocument;
      try {
        document = await learn(ports, context, { monitor, name: file.name, model: model.value });
      } catch (error) {
        const reason = reasonIn(error);
        if (reason === null) throw error;
        return refuseTraining(ports, claim, version, reason);
      }
      const trained = await storeModel(ports.objects, monitor, version, document);
      await ports.records.transact([
        replaceRecord<ModelRecord>(model, model, { ...model.value, state: 'trained', trained }),
      ]);
    }
    await tellDecide(ports, { kind: 'model', monitor, version });
    return finishClaim(ports, claim, 'done');
  });
}

async function learn(
  { objects, records }: Ports,
  { profiles }: Context,
  work: { monitor: string; name: string; model: ModelRecord },
): Promise<ModelDocument> {
  const { monitor, name, model } = work;
  const { value: baseline } = await baselineOf(records, monitor, model.baseline);
  const profile = await loadProfile(objects, profiles, baseline);
  const { seed, trainRowsMax: rowsMax } = model;
  const rows = await readRows(await openBaseline(objects, baseline), profile, { name, rowsMax, seed });
  return trainModel(rows, {
    kind: modelKind(model.kind),
    seed,
    monitor,
    source: baselineSource(baseline),
    engineVersion: ENGINE_VERSION,
  });
}

/** Why nothing can be learned from this file; `null` for any other error, which is worth another try. */
function reasonIn(error: unknown): string | null {
  if (error instanceof TrainingError || error instanceof ArtifactChanged) return error.message;
  return refusalIn(error)?.message ?? null;
}

import { setImmediate } from 'node:timers/promises';
import { modelKind } from '../../shared/model/kinds/all-kinds.ts';
import { loadModel } from '../../shared/model/model-document.ts';
import { TrainingError } from '../../shared/model/model-kind.ts';
import { readRows } from '../../shared/model/read-rows.ts';
import { type RetrainResult, retrainModel } from '../../shared/model/retrain/retrain-model.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import { ArtifactChanged } from '../artifact.ts';
import { baselineSource, openBaseline } from '../baseline/open-baseline.ts';
import type { Context } from '../context.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { refusalIn } from '../quarantine.ts';
import { modelOf } from '../records/model-record.ts';
import { buildWindow, type Window, windowName } from './build-window.ts';
import { recordRefusal, recordResult, recordWaiting } from './end-retraining.ts';
import { spentRows } from './held-out-rows.ts';
import { type Lease, withLease } from './lease.ts';
import type { RetrainMessage } from './message.ts';
import { readHistory } from './read-history.ts';
import { tellEnd } from './tell-end.ts';

/**
 * A challenger is to be trained: gather the labelled rows since the drift began, train on the older ones with and
 * without what was learned from before, compare the best with the champion on the newest ones, store everything that
 * speaks for and against it, and let `decide` act on that. The champion stays in charge whatever happens here.
 */
export async function retrain(ports: Ports, context: Context, message: RetrainMessage): Promise<Outcome> {
  const hidden = await withLease(ports, context.leaseMs, message, async (lease) => {
    let window: Window | null = null;
    let result: RetrainResult | null = null;
    try {
      window = await buildWindow(ports, context, lease);
      if (window !== null) result = await challenge(ports, context, lease, window);
    } catch (error) {
      const reason = reasonIn(error);
      if (reason === null) throw error;
      return recordRefusal(ports, lease, reason);
    }
    if (window === null || result === null) return recordWaiting(ports, lease, null);
    if (result.kind === 'waiting-for-labels') return recordWaiting(ports, lease, result);
    return recordResult(ports, lease, window, result);
  });
  if (hidden !== null) return hidden;
  await tellEnd(ports, message);
  return DONE;
}

async function challenge(
  ports: Ports,
  { models }: Context,
  { monitor, retraining }: Lease,
  { baseline, profile, rows }: Window,
): Promise<RetrainResult> {
  const { objects, records } = ports;
  const { champion, kind, seed, trainRowsMax: rowsMax } = retraining.value;
  const { trained } = (await modelOf(records, monitor, champion.model)).value;
  if (trained === null) throw new Error(`Model ${champion.model} of monitor ${monitor} is not trained.`);
  const inCharge = await models.load(objects, trained.document, loadModel);
  const history = await readHistory(ports, monitor, retraining.value, profile);
  const name = windowName(rows.length);
  return retrainModel({
    window: await readRows(await openBaseline(objects, baseline), profile, { name, rowsMax, seed }),
    spent: await spentRows(ports, monitor, rows),
    history: history.rows,
    champion: inCharge,
    kind: modelKind(kind),
    ...{ seed, rowsMax, monitor },
    engineVersion: ENGINE_VERSION,
    sources: { window: baselineSource(baseline), history: history.sources },
    breathe: setImmediate,
  });
}

/** Why these rows and this champion cannot be worked with; `null` for any other error, which is worth another try. */
function reasonIn(error: unknown): string | null {
  const known =
    error instanceof TrainingError || error instanceof ArtifactChanged || error instanceof FormatError;
  return known ? error.message : (refusalIn(error)?.message ?? null);
}

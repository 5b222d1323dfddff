import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { modelKey, modelSchema } from '../records/model-record.ts';
import { getRecord } from '../records/record.ts';
import { retrainOf } from '../records/retrain-record.ts';
import { readMonitor } from './monitor-row.ts';
import { afterPromotion, promotionWrites } from './promote-challenger.ts';

/**
 * An operator puts a challenger in charge: one that waits for approval, or one that was kept back for not being surely
 * better. Nothing changes when something else took charge after they asked, or when the model is neither.
 */
export async function decideChallenger(
  ports: Ports,
  context: Context,
  { monitor, model: version, rev }: { monitor: string; model: string; rev: number },
): Promise<void> {
  const { records } = ports;
  const model = await getRecord(records, modelKey(monitor, version), modelSchema);
  const sk = model?.value.retrain ?? null;
  if (sk === null) return;
  const champion = await getRecord(records, championKey(monitor), championSchema);
  const retraining = await retrainOf(records, monitor, sk);
  const { state, trained } = retraining.value;
  const chosen = state === 'waiting-for-approval' || state === 'kept';
  if (chosen && trained !== null && champion?.rev === rev) {
    const row = await readMonitor(ports, monitor);
    const challenge = { row, champion, retraining, trained };
    await records.transact(await promotionWrites(ports, context, challenge));
  }
  const { value } = await retrainOf(records, monitor, sk);
  if (value.state === 'promoted') await afterPromotion(ports, monitor, value);
}

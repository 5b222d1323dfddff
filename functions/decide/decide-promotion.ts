import type { Context } from '../context.ts';
import type { Ports, Records } from '../ports.ts';
import { baselineKey, baselineOf, baselineSchema } from '../records/baseline-record.ts';
import { type ChampionRecord, championKey, championSchema } from '../records/champion-record.ts';
import { MODEL_PREFIX, type ModelRecord, modelOf, modelSchema } from '../records/model-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { getRecord, queryRecords, type Stored } from '../records/record.ts';
import { decideChallenger } from './decide-challenger.ts';
import type { DecideMessageOf } from './message.ts';
import { scoreNewest } from './score-newest.ts';
import { afterTakingCharge, type NextInCharge, takeChargeWrites } from './take-charge.ts';
import { nothingAwaits } from './withdraw-awaiting.ts';

/**
 * An operator puts a candidate in charge (`promote`), or what was in charge before (`rollback`): model and baseline
 * together. Nothing changes when something else took charge after they asked, or when it is no candidate or there
 * is nothing before; whoever asks looks first. What is in charge then scores the newest batch, or is learned from.
 */
export async function decidePromotion(
  ports: Ports,
  context: Context,
  message: DecideMessageOf<'promote' | 'rollback'>,
): Promise<void> {
  const { records } = ports;
  const { monitor, rev } = message;
  if (message.kind === 'promote' && message.model !== undefined) {
    return decideChallenger(ports, context, { monitor, model: message.model, rev });
  }
  const champion = await getRecord(records, championKey(monitor), championSchema);
  // Delivered again after it was done it finds another revision: a rollback must not roll forward again.
  if (champion?.rev === rev) {
    const next =
      message.kind === 'promote'
        ? await candidate(records, monitor, message.baseline ?? '')
        : await before(records, monitor, champion.value);
    if (next !== null) {
      await records.transact([
        ...(await takeChargeWrites(records, monitor, champion, next)),
        ...(await nothingAwaits(ports, monitor)),
      ]);
    }
  }
  await afterTakingCharge(ports, monitor);
  await scoreNewest(ports, monitor);
}

async function candidate(records: Records, monitor: string, version: string): Promise<NextInCharge | null> {
  const baseline = await getRecord(records, baselineKey(monitor, version), baselineSchema);
  if (baseline?.value.state !== 'candidate') return null;
  return { baseline, model: await newestModel(records, monitor, version) };
}

async function before(
  records: Records,
  monitor: string,
  { model: current, previous, putBack }: ChampionRecord,
): Promise<NextInCharge | null> {
  if (previous === null) return null;
  const { baseline, model } = previous;
  return {
    baseline: await baselineOf(records, monitor, baseline),
    // One that was still being trained when its baseline lost charge is ready by now.
    model: await (model === null
      ? newestModel(records, monitor, baseline)
      : modelOf(records, monitor, model)),
    // Going back once more takes back the first, and with it what that said.
    putBack:
      !putBack && current !== null && (await modelOf(records, monitor, current)).value.retrain !== null,
  };
}

/** The newest model that was learned from a baseline. O(models of the monitor). */
async function newestModel(
  records: Records,
  monitor: string,
  baseline: string,
): Promise<Stored<ModelRecord> | null> {
  let newest: Stored<ModelRecord> | null = null;
  for await (const model of queryRecords(records, monitorPartition(monitor), MODEL_PREFIX, modelSchema)) {
    if (model.value.baseline !== baseline || model.value.trained === null) continue;
    if (newest === null || model.value.requested > newest.value.requested) newest = model;
  }
  return newest;
}

import { raiseAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { type ChampionRecord, championKey, championSchema } from '../records/champion-record.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';
import { scoreNewest } from './score-newest.ts';

/**
 * Training has ended. A model takes charge when the baseline that it learned from still is in charge and has none;
 * it then scores the newest batch, which may have been judged before. People hear of a training that cannot work.
 */
export async function decideModel(
  ports: Ports,
  context: Context,
  { monitor, version }: DecideMessageOf<'model'>,
): Promise<void> {
  const model = await modelOf(ports.records, monitor, version);
  if (model.value.state === 'refused') return tellRefusal(ports, context, monitor, model.value);
  const inCharge =
    model.value.state === 'trained' ? await rank(ports, monitor, model) : model.value.state === 'in-charge';
  if (inCharge) await scoreNewest(ports, monitor);
}

/** Puts the model in charge or aside; says which. */
async function rank({ records }: Ports, monitor: string, model: Stored<ModelRecord>): Promise<boolean> {
  const key = championKey(monitor);
  const champion = await getRecord(records, key, championSchema);
  const fits = champion?.value.baseline === model.value.baseline && champion.value.model === null;
  if (champion === null || !fits) {
    await records.transact([
      replaceRecord<ModelRecord>(model, model, { ...model.value, state: 'superseded' }),
    ]);
    return false;
  }
  await records.transact([
    replaceRecord<ChampionRecord>(key, champion, {
      ...champion.value,
      model: model.value.version,
    }),
    replaceRecord<ModelRecord>(model, model, { ...model.value, state: 'in-charge' }),
  ]);
  return true;
}

/** Nobody needs to hear of a model for a baseline that is not in charge any more. */
async function tellRefusal(
  ports: Ports,
  { places }: Context,
  monitor: string,
  { version, baseline, label, requested, refusal }: ModelRecord,
): Promise<void> {
  const champion = await getRecord(ports.records, championKey(monitor), championSchema);
  if (champion?.value.baseline !== baseline) return;
  const { order } = (await baselineOf(ports.records, monitor, baseline)).value;
  await raiseAlert(
    ports,
    {
      eventType: 'training.refused',
      id: hashId('alert', 'training.refused', monitor, version),
      monitor,
      where: places.monitor(monitor),
      model: version,
      file: order.key,
      label,
      reason: refusal ?? '',
    },
    requested,
    [],
  );
}

import { compareOrder } from '../order.ts';
import type { Ports, Write } from '../ports.ts';
import { type BaselineRecord, baselineKey, baselineOf } from '../records/baseline-record.ts';
import { type ChampionRecord, championKey, championSchema } from '../records/champion-record.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';
import { listMonitor } from './monitor-row.ts';
import { readAnewWhenSettingsChanged } from './read-anew.ts';
import { requestTraining } from './request-training.ts';
import { takeUpParked } from './take-up-parked.ts';

/**
 * A baseline has been profiled. It takes over at once where no model depends on the one in charge; otherwise it
 * is a candidate. An older upload than the one in charge never takes over. With its label known, its first model is
 * trained.
 */
export async function decideBaseline(
  ports: Ports,
  { monitor, version }: DecideMessageOf<'baseline'>,
): Promise<void> {
  await listMonitor(ports, monitor);
  const baseline = await baselineOf(ports.records, monitor, version);
  if (baseline.value.state === 'profiled') await rank(ports, monitor, baseline);
  await readAnewWhenSettingsChanged(ports, monitor);
  await takeUpParked(ports, monitor);
  await requestTraining(ports, monitor);
}

async function rank(ports: Ports, monitor: string, baseline: Stored<BaselineRecord>): Promise<void> {
  const { records } = ports;
  const key = championKey(monitor);
  const champion = await getRecord(records, key, championSchema);
  const current = champion && (await baselineOf(records, monitor, champion.value.baseline));
  const { version } = baseline.value;
  const state = stateOf(baseline.value, champion?.value ?? null, current?.value ?? null);
  const writes: Write[] = [
    replaceRecord<BaselineRecord>(baselineKey(monitor, version), baseline, { ...baseline.value, state }),
  ];
  if (state === 'in-charge') {
    const previous = champion && { model: champion.value.model, baseline: champion.value.baseline };
    writes.push(replaceRecord<ChampionRecord>(key, champion, { model: null, baseline: version, previous }));
    if (champion !== null && champion.value.model !== null) {
      const model = await modelOf(records, monitor, champion.value.model);
      writes.push(replaceRecord<ModelRecord>(model, model, { ...model.value, state: 'superseded' }));
    }
    if (current !== null) {
      writes.push(replaceRecord<BaselineRecord>(current, current, { ...current.value, state: 'superseded' }));
    }
  }
  await records.transact(writes);
}

function stateOf(
  baseline: BaselineRecord,
  champion: ChampionRecord | null,
  current: BaselineRecord | null,
): BaselineRecord['state'] {
  if (champion === null || current === null) return 'in-charge';
  const upload = compareOrder(baseline.order, current.order);
  // The same upload read with newer settings is the newer baseline, and whoever changed them wants it: its model is
  // learned anew as well.
  if (upload === 0) return (baseline.settings ?? '') > (current.settings ?? '') ? 'in-charge' : 'superseded';
  if (upload < 0) return 'superseded';
  return champion.model === null ? 'in-charge' : 'candidate';
}

import type { Ports, Records, Write } from '../ports.ts';
import { type BaselineRecord, baselineKey, baselineOf, isSameUpload } from '../records/baseline-record.ts';
import { type ChampionRecord, championKey } from '../records/champion-record.ts';
import { type ModelRecord, modelKey, modelOf } from '../records/model-record.ts';
import { replaceRecord, type Stored } from '../records/record.ts';
import { readAnewWhenSettingsChanged } from './read-anew.ts';
import { requestTraining } from './request-training.ts';
import { takeUpParked } from './take-up-parked.ts';

/** What is to be in charge of a monitor. */
export interface NextInCharge {
  readonly baseline: Stored<BaselineRecord>;
  /** Learned from it; `null` when there is none yet. */
  readonly model: Stored<ModelRecord> | null;
  /** Whether a person puts it back in the place of a retrained model. */
  readonly putBack?: boolean;
}

/** The writes that put a baseline and its model in charge together, on condition that nobody else has written. */
export async function takeChargeWrites(
  records: Records,
  monitor: string,
  champion: Stored<ChampionRecord> | null,
  { baseline, model, putBack = false }: NextInCharge,
): Promise<Write[]> {
  const current = champion && (await baselineOf(records, monitor, champion.value.baseline));
  const anew = current !== null && isSameUpload(current.value, baseline.value);
  const writes: Write[] = [
    replaceRecord<ChampionRecord>(championKey(monitor), champion, {
      model: model?.value.version ?? null,
      baseline: baseline.value.version,
      ...standingOf(champion?.value ?? null, anew, putBack),
    }),
    changeBaseline(monitor, baseline, 'in-charge'),
  ];
  if (model !== null) writes.push(changeModel(monitor, model, 'in-charge'));
  if (current !== null) writes.push(changeBaseline(monitor, current, 'superseded'));
  if (champion !== null && champion.value.model !== null) {
    const before = await modelOf(records, monitor, champion.value.model);
    writes.push(changeModel(monitor, before, 'superseded'));
  }
  return writes;
}

/** The same upload, read under newer settings, leads back to where the first reading would have led. */
function standingOf(
  champion: ChampionRecord | null,
  anew: boolean,
  putBack: boolean,
): Pick<ChampionRecord, 'previous' | 'putBack'> {
  if (champion === null) return { previous: null, putBack };
  if (anew) return { previous: champion.previous, putBack: champion.putBack };
  return { previous: { model: champion.model, baseline: champion.baseline }, putBack };
}

const changeBaseline = (monitor: string, read: Stored<BaselineRecord>, state: BaselineRecord['state']) =>
  replaceRecord<BaselineRecord>(baselineKey(monitor, read.value.version), read, { ...read.value, state });

const changeModel = (monitor: string, read: Stored<ModelRecord>, state: ModelRecord['state']) =>
  replaceRecord<ModelRecord>(modelKey(monitor, read.value.version), read, { ...read.value, state });

/**
 * What follows when a baseline may have taken charge. Asked again it sends what is still due: the work is claimed
 * where it is done.
 */
export async function afterTakingCharge(ports: Ports, monitor: string): Promise<void> {
  await readAnewWhenSettingsChanged(ports, monitor);
  await takeUpParked(ports, monitor);
  await requestTraining(ports, monitor);
}

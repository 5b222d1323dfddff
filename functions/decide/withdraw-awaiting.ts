import type { Ports, Records, Write } from '../ports.ts';
import { type BaselineRecord, baselineKey, baselineOf } from '../records/baseline-record.ts';
import { type ModelRecord, modelKey, modelOf } from '../records/model-record.ts';
import { replaceRecord } from '../records/record.ts';
import { type RetrainRecord, retrainOf } from '../records/retrain-record.ts';
import { changeMonitor, readMonitor } from './monitor-row.ts';

type Trained = NonNullable<RetrainRecord['trained']>;

/** The writes that set a challenger and its baseline aside. */
export async function setAside(records: Records, monitor: string, trained: Trained): Promise<Write[]> {
  const baseline = await baselineOf(records, monitor, trained.baseline);
  const model = await modelOf(records, monitor, trained.model);
  return [
    replaceRecord<BaselineRecord>(baselineKey(monitor, trained.baseline), baseline, {
      ...baseline.value,
      state: 'superseded',
    }),
    replaceRecord<ModelRecord>(modelKey(monitor, trained.model), model, {
      ...model.value,
      state: 'superseded',
    }),
  ];
}

/**
 * The writes that withdraw a challenger which waits for approval: what it was compared with is not in charge any more,
 * or is to be compared with something newer.
 *
 * @param awaiting sort key of its retraining; `null` when none waits
 */
export async function withdrawAwaiting(
  records: Records,
  monitor: string,
  awaiting: string | null,
): Promise<Write[]> {
  if (awaiting === null) return [];
  const retraining = await retrainOf(records, monitor, awaiting);
  const { trained } = retraining.value;
  return [
    replaceRecord<RetrainRecord>(retraining, retraining, { ...retraining.value, state: 'superseded' }),
    ...(trained === null ? [] : await setAside(records, monitor, trained)),
  ];
}

/** The writes that belong to whatever else takes charge: a challenger that waits was not compared with that. */
export async function nothingAwaits(ports: Ports, monitor: string): Promise<Write[]> {
  const row = await readMonitor(ports, monitor);
  const { retraining } = row.value;
  if (retraining.awaiting === null) return [];
  return [
    changeMonitor(row, { retraining: { ...retraining, awaiting: null } }),
    ...(await withdrawAwaiting(ports.records, monitor, retraining.awaiting)),
  ];
}

import { ENGINE_VERSION } from '../engine-version.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { type ModelRecord, modelKey, modelSchema } from '../records/model-record.ts';
import { getRecord, putRecord } from '../records/record.ts';
import { newestSettings } from '../records/settings-record.ts';

/**
 * Has the first champion trained when the baseline in charge has a label column and no model depends on it. Asked
 * again before it is trained it sends the request again, which finds the work claimed; afterwards it does nothing.
 */
export async function requestTraining(ports: Ports, monitor: string): Promise<void> {
  const { records, queue, clock } = ports;
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion === null || champion.value.model !== null) return;
  const { value: baseline } = await baselineOf(records, monitor, champion.value.baseline);
  if (baseline.label === null) return;

  // Of the settings only what bears on the model: a new alpha is no reason for a new model.
  const { kind, seed, trainRowsMax } = (await newestSettings(records, monitor)).settings.model;
  const version = hashId('model', baseline.version, kind, seed, trainRowsMax, ENGINE_VERSION);
  const key = modelKey(monitor, version);
  const found = await getRecord(records, key, modelSchema);
  if (found === null) {
    const wanted: ModelRecord = {
      version,
      baseline: baseline.version,
      label: baseline.label,
      kind,
      seed,
      trainRowsMax,
      requested: clock.now(),
      state: 'wanted',
      trained: null,
      refusal: null,
      retrain: null,
      unusableTold: null,
    };
    await records.transact([putRecord(key, wanted, 'absent')]);
  } else if (found.value.state !== 'wanted') return;
  const { key: file, versionId } = baseline.order;
  await queue.send('train', JSON.stringify({ bucket: 'inputs', key: file, versionId, train: version }));
}

import { raiseAlert, sendAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { alertSortKey } from '../records/alert-record.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';
import { predictionKey, predictionSchema } from '../records/prediction-record.ts';
import { getRecord, replaceRecord } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';

/** A batch could not be scored: people hear of it, of a model that cannot be used once for all its batches. */
export async function decideUnscored(
  ports: Ports,
  { places }: Context,
  { monitor, batch, model }: DecideMessageOf<'unscored'>,
): Promise<void> {
  const stored = await getRecord(ports.records, predictionKey(monitor, batch, model), predictionSchema);
  if (stored?.value.refusal == null) {
    throw new Error(`Batch ${batch} of monitor ${monitor} is not recorded as refused by model ${model}.`);
  }
  const { file, refusal } = stored.value;
  const { code, message: reason } = refusal;
  const used = await modelOf(ports.records, monitor, model);
  const perModel = code === 'model-unusable';
  if (perModel && used.value.unusableTold !== null) {
    return sendAlert(ports, monitor, used.value.unusableTold);
  }
  const { order } = await judgedBatchOf(ports.records, monitor, batch);
  const id = hashId('alert', 'predictions.refused', monitor, model, perModel ? null : batch);
  const since = order.lastModified;
  const told: ModelRecord = { ...used.value, unusableTold: alertSortKey(since, id) };
  await raiseAlert(
    ports,
    {
      eventType: 'predictions.refused',
      id,
      monitor,
      where: places.monitor(monitor),
      model,
      file,
      code,
      reason,
    },
    since,
    perModel ? [replaceRecord<ModelRecord>(used, used, told)] : [],
  );
}

import { raiseAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { modelOf } from '../records/model-record.ts';
import { predictionKey, predictionSchema } from '../records/prediction-record.ts';
import { getRecord } from '../records/record.ts';
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
  const { requested } = (await modelOf(ports.records, monitor, model)).value;
  const { code, message: reason } = refusal;
  await raiseAlert(
    ports,
    {
      eventType: 'predictions.refused',
      id: hashId('alert', 'predictions.refused', monitor, model, code === 'model-unusable' ? null : batch),
      monitor,
      where: places.monitor(monitor),
      model,
      file,
      code,
      reason,
    },
    requested,
    [],
  );
}

import type { Ports } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { judgedBatchOf } from '../records/batch-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { getRecord } from '../records/record.ts';
import { retrainSortKey } from '../records/retrain-record.ts';
import { countLabelled } from './count-labelled.ts';
import type { DecideMessageOf } from './message.ts';
import { readMonitor } from './monitor-row.ts';
import { openIncident } from './open-incident.ts';
import { requestAgain, requestRetraining } from './request-retraining.ts';

/**
 * An operator wants the model retrained: whatever the settings say, and also where the data looks broken; without an
 * incident on the batches since the baseline in charge. Nothing changes when another is under way, when there is no
 * model, or when something else took charge after they asked; whoever asks looks first.
 */
export async function decideRetrain(
  ports: Ports,
  { monitor, rev, asked }: DecideMessageOf<'retrain'>,
): Promise<void> {
  const { records } = ports;
  const row = await readMonitor(ports, monitor);
  const { underWay } = row.value.retraining;
  if (underWay !== null) return requestAgain(ports, monitor, underWay);
  const champion = await getRecord(records, championKey(monitor), championSchema);
  const model = champion?.value.model ?? null;
  if (champion?.rev !== rev || model === null) return;
  // Delivered again after it has ended it finds itself on record.
  const known = await records.query(monitorPartition(monitor), retrainSortKey(asked, ''), { limit: 1 });
  if (known.records.length > 0) return;
  const incident = await openIncident(records, row);
  const { value: baseline } = await baselineOf(records, monitor, champion.value.baseline);
  const place =
    incident === null
      ? { incident: null, since: baseline.order, onset: null, counted: 0 }
      : {
          incident: incident.value.id,
          since: incident.value.opened,
          onset: (await judgedBatchOf(records, monitor, incident.value.firstBatch)).onset,
          counted: await countLabelled(records, monitor, incident.value.firstBatch),
        };
  const inCharge = { ...champion, value: { ...champion.value, model } };
  await requestRetraining(ports, row, inCharge, { trigger: 'operator', requested: asked, ...place });
}

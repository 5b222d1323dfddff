import type { Ports } from '../ports.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { getRecord } from '../records/record.ts';
import { readMonitor } from './monitor-row.ts';
import { requestPredictions } from './request-predictions.ts';

/**
 * Has the model in charge score the newest batch, which may have been judged before it took charge, and say how many
 * predictions differ from those of the model that was in charge before it.
 */
export async function scoreNewest(ports: Ports, monitor: string): Promise<void> {
  const champion = await getRecord(ports.records, championKey(monitor), championSchema);
  const { newest } = (await readMonitor(ports, monitor)).value;
  if (champion === null || champion.value.model === null || newest === null) return;
  const { model, previous } = champion.value;
  const against = previous?.model ?? undefined;
  await requestPredictions(ports, monitor, { batch: newest.batch, model, against });
}

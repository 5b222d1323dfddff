import type { Ports } from '../ports.ts';
import { replaceRecord } from '../records/record.ts';
import { type RetrainRecord, retrainOf } from '../records/retrain-record.ts';
import { tellEnd } from './tell-end.ts';

/** Ends a retraining that failed too often; people hear of it. */
export async function giveUpRetraining(ports: Ports, monitor: string, retrain: string): Promise<void> {
  const wanted = await retrainOf(ports.records, monitor, retrain);
  const refusal = `It could not be done in ${wanted.value.tries} tries. The log says why; ask for it again when the reason is gone.`;
  await ports.records.transact([
    replaceRecord<RetrainRecord>(wanted, wanted, { ...wanted.value, state: 'refused', refusal }),
  ]);
  await tellEnd(ports, { monitor, retrain });
}

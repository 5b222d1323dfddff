import { tellDecide } from '../decide/message.ts';
import type { Ports } from '../ports.ts';
import { pendingKey } from '../records/pending-record.ts';
import { retrainOf } from '../records/retrain-record.ts';
import type { RetrainMessage } from './message.ts';

/** Lets `decide` act on the end of a retraining, and ends the waiting for it. Told again it finds that done. */
export async function tellEnd(ports: Ports, { monitor, retrain }: RetrainMessage): Promise<void> {
  const { requested, id } = (await retrainOf(ports.records, monitor, retrain)).value;
  const pending = pendingKey(requested, id);
  if ((await ports.records.get(pending)) === null) return;
  await tellDecide(ports, { kind: 'retrained', monitor, retrain });
  await ports.records.transact([{ op: 'delete', ...pending }]);
}

import { readLabels } from '../../shared/model/read-labels.ts';
import { finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { tellDecide } from '../decide/message.ts';
import { parseInputKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { orderOf } from '../order.ts';
import { park } from '../park.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { quarantine, refusalIn } from '../quarantine.ts';
import { openInput } from '../read-input.ts';
import { type LabelFileRecord, labelFileKey } from '../records/label-file-record.ts';
import { putRecord } from '../records/record.ts';
import { countLabels, type LabelCounts } from './count-labels.ts';
import { findScored } from './find-scored.ts';
import { pinColumns } from './pin-columns.ts';
import { requestMeasuring } from './request-measuring.ts';

/**
 * A file with answers has been uploaded: record it, and have every scored batch measured again that has one of its ids.
 * Ids that no scored batch has are counted; they are not lost, for a batch that is scored later looks for answers.
 *
 * A file that comes before its monitor's baseline waits for it.
 */
export async function takeLabels(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const file = parseInputKey(event.key);
  if (file === null) return DONE;
  const { monitor, name } = file;
  return withClaim(ports, context.leaseMs, { queue: 'labels', monitor, event }, async (taken) => {
    if (file.refusal !== null) return quarantine(ports, taken, file, file.refusal);
    const pinned = await pinColumns(ports, taken);
    if (pinned === null) return park(ports, taken);
    const { claim } = pinned;
    if ('refusal' in pinned) return quarantine(ports, claim, file, pinned.refusal);
    const { columns } = pinned;

    const { head, chunks } = await openInput(ports.objects, event);
    let counts: LabelCounts;
    try {
      counts = await countLabels(readLabels(chunks, columns, { name }), name);
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal === null) throw error;
      return quarantine(ports, claim, file, refusal);
    }

    // On record before scored batches are looked at: see `labels`.
    const { ids, ...counted } = counts;
    const order = orderOf(event, head.lastModified);
    const record = { order, columns, ...counted, ids: ids.size };
    const put = (found: LabelFileRecord['found']) =>
      putRecord(labelFileKey(monitor, head.lastModified, claim.id), { ...record, found });
    await ports.records.transact([put(null)]);
    const { batches, found } = await findScored(ports, monitor, columns.id, ids);
    await ports.records.transact([put(found)]);

    for (const { batch, models, order: batchOrder } of batches) {
      for (const model of models) {
        const scored = { bucket: 'inputs', ...batchOrder } as const;
        await requestMeasuring(ports, scored, { batch, model, because: claim.id });
      }
    }
    // Batches that have some of the ids say so once they are measured.
    if (batches.length === 0) await tellDecide(ports, { kind: 'labels', monitor, because: claim.id });
    return finishClaim(ports, claim, 'done');
  });
}

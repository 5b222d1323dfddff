import type { ObjectEvent } from '../object-event.ts';
import type { Ports } from '../ports.ts';
import { judgedBatchOf } from '../records/batch-record.ts';

/**
 * Has a judged batch scored by a model and, where it followed another one in charge, compared with that one's
 * predictions (`against`). Asked again it sends the request again, which finds the work claimed.
 */
export async function requestPredictions(
  { records, queue }: Ports,
  monitor: string,
  score: NonNullable<ObjectEvent['score']>,
): Promise<void> {
  const { key, versionId } = (await judgedBatchOf(records, monitor, score.batch)).order;
  await queue.send('predict', JSON.stringify({ bucket: 'inputs', key, versionId, score }));
}

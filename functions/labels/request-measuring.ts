import type { ObjectEvent } from '../object-event.ts';
import type { Ports } from '../ports.ts';

/** Has the predictions for a batch measured. Asked again for the same cause, the request finds the work claimed. */
export async function requestMeasuring(
  { queue }: Pick<Ports, 'queue'>,
  { bucket, key, versionId }: Pick<ObjectEvent, 'bucket' | 'key' | 'versionId'>,
  { batch, model, because }: NonNullable<ObjectEvent['measure']>,
): Promise<void> {
  await queue.send('labels', JSON.stringify({ bucket, key, versionId, measure: { batch, model, because } }));
}

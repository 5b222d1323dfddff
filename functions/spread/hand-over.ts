import { isStoredAsText } from '../../shared/input/open-text.ts';
import type { Claim } from '../claim.ts';
import type { Context } from '../context.ts';
import type { ObjectEvent } from '../object-event.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { rangeChunks } from '../read-input.ts';

/** As many as tell what a file is. */
const MAGIC_BYTES = 4;

/** Whether a batch is too large for one reader, and text: what is compressed cannot be read from its middle. */
export async function isSpread(
  { objects }: Pick<Ports, 'objects'>,
  { spread }: Pick<Context, 'spread'>,
  event: ObjectEvent,
): Promise<boolean> {
  if (spread === undefined) return false;
  const { size } = await objects.head(event);
  if (size <= spread.aboveBytes || size < MAGIC_BYTES) return false;
  const { bucket, key, versionId } = event;
  const start: number[] = [];
  const chunks = rangeChunks(objects, { bucket, key, versionId }, { start: 0, end: MAGIC_BYTES });
  for await (const chunk of chunks) start.push(...chunk);
  return isStoredAsText(Uint8Array.from(start));
}

/**
 * Hands a claimed batch over to many readers. The claim stays as it is: the run's first step makes it last as long as
 * the run may. So a crash in between is a try like any other that was cut off; should the run have been started all the
 * same, it finds that the file was taken by another try, and ends.
 */
export async function handOver({ spread }: Pick<Context, 'spread'>, claim: Claim): Promise<Outcome> {
  await spread?.start({ claim: claim.id, tries: claim.value.tries });
  return DONE;
}

import type { Claim } from '../claim.ts';
import type { Context } from '../context.ts';
import type { ObjectEvent } from '../object-event.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';

/** Whether a batch is too large for one reader. */
export async function isSpread(
  { objects }: Pick<Ports, 'objects'>,
  { spread }: Pick<Context, 'spread'>,
  event: ObjectEvent,
): Promise<boolean> {
  if (spread === undefined) return false;
  return (await objects.head(event)).size > spread.aboveBytes;
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

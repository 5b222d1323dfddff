import { readBatch } from '../../shared/tally/read-batch.ts';
import type { Tally } from '../../shared/tally/tally.ts';
import { loadProfile } from '../baseline/stored-profile.ts';
import { withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { digesting } from '../digest.ts';
import { parseInputKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { park } from '../park.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { quarantine, refusalIn } from '../quarantine.ts';
import { openInput } from '../read-input.ts';
import { handOver, isSpread } from '../spread/hand-over.ts';
import { judgeTally } from './judge-tally.ts';
import { pinBatch } from './pin-batch.ts';

/**
 * A batch has been uploaded: the whole flow, top to bottom. Every step can be done again after a crash at any
 * point: what is written is either the same bytes under the same key or conditioned on being absent.
 *
 * The file is read once, streaming; the batch is never held.
 */
export async function detect(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const file = parseInputKey(event.key);
  if (file === null) return DONE;
  const { monitor, name } = file;

  return withClaim(ports, context.leaseMs, { queue: 'detect', monitor, event }, async (taken) => {
    if (file.refusal !== null) return quarantine(ports, taken, file, file.refusal);

    // What it is judged by is chosen once, or it waits until there is something to judge it by.
    const pinned = await pinBatch(ports, taken);
    if (pinned === null) return park(ports, taken);
    const { claim, baseline, settings } = pinned;

    // Too large for one: many read it, and the claim is theirs from here on.
    if (await isSpread(ports, context, event)) return handOver(context, claim);

    // Read, validate, tally and digest in one pass.
    const profile = await loadProfile(ports.objects, context.profiles, baseline);
    const { head, chunks } = await openInput(ports.objects, event);
    const reading = digesting(chunks);
    let tally: Tally;
    try {
      tally = await readBatch(reading.chunks, profile, settings.settings, { name });
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal === null) throw error;
      return quarantine(ports, claim, file, refusal);
    }

    // Compare, report, store, tell.
    return judgeTally(ports, pinned, { profile, tally, sha256: reading.digest(), head });
  });
}

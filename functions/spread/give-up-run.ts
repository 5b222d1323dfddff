import { heldClaim } from '../claim.ts';
import { parseInputKey } from '../keys.ts';
import type { Ports } from '../ports.ts';
import { quarantine } from '../quarantine.ts';
import type { SpreadRun } from './spread.ts';
import { SETTLING_MS } from './spread-batch.ts';

/** Ends a run that failed for good, with its reason; people hear of it. Not when the file is somebody else's by now. */
export async function giveUpRun(ports: Ports, run: SpreadRun): Promise<void> {
  const claim = await heldClaim(ports, run);
  if (claim === null) return;
  const { event, until } = claim.value;
  const file = parseInputKey(event.key);
  if (file === null) return;
  const outOfTime = ports.clock.now() > until - SETTLING_MS;
  const message = outOfTime
    ? `${event.key}: it could not be read within the time there is for one file (spreadHoursMax). Deploy with a longer ` +
      'one, or with more ranges at once (spreadConcurrency), and upload it again.'
    : `${event.key}: a part of it could not be processed, however often it was tried. The log of Spread says why; ` +
      'upload it again when the reason is gone.';
  await quarantine(ports, claim, file, { code: 'gave-up', message });
}

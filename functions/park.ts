import { type Claim, parkClaim } from './claim.ts';
import { mentionToDecide } from './decide/message.ts';
import { DONE, type Outcome, type Ports } from './ports.ts';
import { championKey } from './records/champion-record.ts';

/**
 * Lays a file aside until its monitor has a baseline. The message is consumed: waiting is no error.
 *
 * The baseline may land at this very moment. It is put in charge first and takes up what is parked second; here
 * the file is parked first and looks for the baseline second. So at least one of the two sees the other.
 */
export async function park(ports: Ports, claim: Claim): Promise<Outcome> {
  const { monitor, event, queue } = claim.value;
  await mentionToDecide(ports.queue, { kind: 'parked', monitor });
  await parkClaim(ports, claim);
  if ((await ports.records.get(championKey(monitor))) !== null) {
    await ports.queue.send(queue, JSON.stringify(event));
  }
  return DONE;
}

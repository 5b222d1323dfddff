import { mentionToDecide } from '../decide/message.ts';
import type { Ports } from '../ports.ts';
import { championKey } from '../records/champion-record.ts';
import { claimKey, claimSchema } from '../records/claim-record.ts';
import type { PendingFile } from '../records/pending-record.ts';
import { getRecord } from '../records/record.ts';

/** A file that waits longer than this for a baseline is told of: a baseline uploaded with it lands within it. */
const WAITING_TOLD_AFTER_MS = 15 * 60_000;

/** Files taken up in one sweep; the next goes on. A sweep has minutes, and other things to look at. */
const TAKEN_UP_MAX = 2_000;

/**
 * The files that wait for a baseline, in one sweep, oldest first. Thousands may wait for a baseline that never
 * comes: a monitor is asked and told of once a sweep, whatever waits for it.
 */
export class WaitingFiles {
  readonly #ports: Ports;
  readonly #hasBaseline = new Map<string, boolean>();
  readonly #told = new Set<string>();
  #takenUp = 0;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  async sweep({ monitor, claimId, since }: PendingFile): Promise<void> {
    const { records, queue, clock } = this.#ports;
    const hasBaseline = await this.#asked(monitor);
    const isDue = hasBaseline
      ? this.#takenUp < TAKEN_UP_MAX
      : !this.#told.has(monitor) && clock.now() - since >= WAITING_TOLD_AFTER_MS;
    if (!isDue) return;
    const claim = await getRecord(records, claimKey(claimId), claimSchema);
    if (claim?.value.state !== 'waiting-for-baseline') return;
    const { event } = claim.value;
    if (hasBaseline) {
      await queue.send(claim.value.queue, JSON.stringify(event));
      this.#takenUp++;
    } else {
      await mentionToDecide(queue, { kind: 'waiting', monitor, file: event.key, since });
      this.#told.add(monitor);
    }
  }

  async #asked(monitor: string): Promise<boolean> {
    const known = this.#hasBaseline.get(monitor);
    if (known !== undefined) return known;
    const found = (await this.#ports.records.get(championKey(monitor))) !== null;
    this.#hasBaseline.set(monitor, found);
    return found;
  }
}

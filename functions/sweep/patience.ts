import { DELIVERIES_MAX } from '../queues.ts';

/**
 * Work that nobody holds is tried again by its queue: only after this long its message is taken for lost, and four times
 * as long after every DELIVERIES_MAX tries. So the last try is hours after the first, and an outage of an hour costs
 * nothing.
 */
const QUEUE_GRACE_MS = 5 * 60_000;
const GRACE_FACTOR = 4;

/** Tries of one piece of work, over all redeliveries; what still failed is given up. */
export const TRIES_MAX = 20;

/** How long after the end of its last try a piece of work is taken for forgotten, in milliseconds. */
export function forgottenAfterMs(tries: number): number {
  const rounds = Math.max(1, Math.floor(tries / DELIVERIES_MAX));
  return QUEUE_GRACE_MS * GRACE_FACTOR ** (rounds - 1);
}

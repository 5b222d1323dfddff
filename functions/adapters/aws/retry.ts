import { setTimeout } from 'node:timers/promises';

/** What the SDK does not retry by itself, because it is a matter of what the call means. */
const TRIES_MAX = 8;
const PAUSE_MS_MIN = 50;
const PAUSE_MS_MAX = 2_000;

export type Sleep = (ms: number) => Promise<unknown>;

/**
 * Tries again while the error is one that passes, with "full jitter": writers that collided do not meet again.
 * At most about six seconds in all.
 *
 * @throws what the last try threw.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  passes: (error: unknown) => boolean,
  sleep: Sleep = setTimeout,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === TRIES_MAX || !passes(error)) throw error;
      await sleep(Math.random() * Math.min(PAUSE_MS_MAX, PAUSE_MS_MIN * 2 ** tries));
    }
  }
}

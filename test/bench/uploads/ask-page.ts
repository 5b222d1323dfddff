import { setTimeout as pause } from 'node:timers/promises';
import { API_ROOT } from '../../../functions/dashboard/wire/endpoint.ts';

const EVERY_MS = 100;

/**
 * Asks how a monitor stands, again and again, as a page does that is open meanwhile.
 *
 * @returns `stop`, which gives how long each answer took, in milliseconds
 */
export function askPage(url: string, monitor: string): { stop(): Promise<readonly number[]> } {
  const stopping = new AbortController();
  const answers: number[] = [];
  const asking = (async () => {
    while (!stopping.signal.aborted) {
      const asked = performance.now();
      const answer = await fetch(`${url}${API_ROOT}/monitors/${monitor}`);
      await answer.arrayBuffer();
      answers.push(performance.now() - asked);
      if (!answer.ok) throw new Error(`The page answered ${answer.status}.`);
      await pause(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await asking;
      return answers;
    },
  };
}

import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { CleanResult } from './clean-run.ts';
import type { Plan } from './plans.ts';
import type { PowerResult } from './power-run.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

export type Outcome = CleanResult[] | PowerResult;

/**
 * Runs the plans on all cores, in whatever order processes become free; every plan draws from streams of its own, so
 * that the outcomes are the same on any number of cores.
 *
 * @returns outcomes in the order of the plans
 */
export async function runPlans(
  plans: readonly Plan[],
  seed: number,
  onDone: (done: number, plan: Plan) => void,
): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(plans.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = fork(WORKER, [String(seed)]);
    try {
      while (next < plans.length) {
        const i = next++;
        outcomes[i] = await ask(worker, plans[i]!);
        onDone(++done, plans[i]!);
      }
    } finally {
      worker.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(plans.length, availableParallelism()) }, work));
  return outcomes;
}

function ask(worker: ChildProcess, plan: Plan): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('A process of the simulation ended early; its error is above.'));
    worker.once('exit', onExit);
    worker.once('message', (outcome) => {
      worker.off('exit', onExit);
      resolve(outcome as Outcome);
    });
    worker.send(plan);
  });
}

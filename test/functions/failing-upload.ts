import { routeObjectEvent } from '../../functions/route-object-event.ts';
import { FailingPorts, type FailureMode } from './failing-ports.ts';
import { LEASE_MS, World } from './world.ts';

/** How long `sweep` leaves a file to the queue after its claim ran out. */
const QUEUE_GRACE_MS = 5 * 60_000;

export type Upload = readonly [key: string, content: string];

interface Failure {
  readonly mode: FailureMode;
  /** What happens after the process died. */
  readonly restart: (world: World) => Promise<void>;
}

/** Every way in which a single step can fail. */
export const FAILURES: readonly (readonly [title: string, failure: Failure])[] = [
  ['the process dies and starts again, alone on its state', { mode: 'crash', restart: restartAlone }],
  ['a worker dies unnoticed among others', { mode: 'crash', restart: restartAmongMany }],
  ['the step fails', { mode: 'fail-before', restart: restartAlone }],
  ['the step succeeds and its answer is lost', { mode: 'fail-after', restart: restartAlone }],
];

/** The world before each upload, and after the last, when nothing fails. */
export async function worldsBefore(uploads: readonly Upload[]): Promise<World[]> {
  const worlds = [new World()];
  for (const [key, content] of uploads) {
    const next = new World(worlds.at(-1));
    await next.upload(key, content);
    worlds.push(next);
  }
  return worlds;
}

/** Goes on from a world with one upload: see `eventFailing`. */
export function uploadFailing(
  before: World,
  [key, content]: Upload,
  failAt: number,
  failure: Failure,
): Promise<{ world: World; steps: number }> {
  return eventFailing(
    before,
    async (world) => {
      const event = await world.store(key, content);
      // The bucket tells of an upload by itself: that cannot fail here.
      const queue = routeObjectEvent(event.key);
      if (queue !== null) await world.queue.send(queue, JSON.stringify(event));
    },
    failAt,
    failure,
  );
}

/**
 * Goes on from a world in which something is sent, dying or failing at one step of it, and lets everything come to rest.
 *
 * @param failAt the step to fail at, 1 for the first; 0 for none.
 */
export async function eventFailing(
  before: World,
  send: (world: World) => Promise<void>,
  failAt: number,
  { mode, restart }: Failure,
): Promise<{ world: World; steps: number }> {
  const world = new World(before);
  const failing = new FailingPorts(failAt, mode);
  world.start((ports) => failing.wrap(ports));
  await send(world);
  await handle(world, failing, restart);
  const { steps } = failing;
  world.start();
  world.clock.wind(60 * 60_000);
  await world.sweep();
  return { world, steps };
}

/** Handles what was sent and what follows, message by message, until it is done or the process is dead. */
async function handle(world: World, failing: FailingPorts, restart: Failure['restart']): Promise<void> {
  for (let delivery = world.next(); delivery !== null; delivery = world.next()) {
    const { message, consumer, done, hide, fail } = delivery;
    try {
      const said = await consumer(message);
      await failing.step(async () => (said.kind === 'done' ? done() : hide(said.until)));
    } catch (error) {
      if (failing.dead) break;
      fail(error);
    }
  }
  if (!failing.dead) return;
  // Its message was never settled. The next process finds what was stored.
  world.start();
  await restart(world);
  await world.settle();
}

/** A run alone on its state: it knows that whoever held a claim is dead. */
async function restartAlone(world: World): Promise<void> {
  world.queue.recover();
  await world.functions.releaseClaims();
}

/** One of many workers: nobody knows of the death; messages and claims come back when their time runs out. */
async function restartAmongMany(world: World): Promise<void> {
  world.clock.wind(LEASE_MS + QUEUE_GRACE_MS);
  await world.functions.sweep();
}

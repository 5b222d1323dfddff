import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectEvent } from '../../functions/object-event.ts';
import { routeObjectEvent } from '../../functions/route-object-event.ts';
import { FailingPorts, type FailureMode } from './failing-ports.ts';
import { baselineCsv, cleanCsv, driftedCsv } from './sample-csv.ts';
import { LEASE_MS, World } from './world.ts';

/** How long `sweep` leaves a file to the queue after its claim ran out. */
const QUEUE_GRACE_MS = 5 * 60_000;

let world: World;

/** Everything that can happen to a file: parked, judged clean, judged drifting, duplicate, quarantined. */
const UPLOADS: readonly (readonly [key: string, content: string])[] = [
  ['production/early.csv', cleanCsv(1)],
  ['monitors/default.json', '{"ignore":["rate"]}'],
  ['baseline/train.csv', baselineCsv()],
  ['production/clean.csv', cleanCsv(2)],
  ['production/drifted.csv', driftedCsv(3)],
  ['production/again.csv', driftedCsv(3)],
  ['production/broken.csv', 'amount,amount\n1,2\n'],
];

/** What must be there in the end, whatever went wrong on the way. */
async function outcome() {
  const batches = await world.batches();
  return {
    batches: batches.map((batch) => [
      batch.order.key,
      batch.state === 'judged' ? [batch.verdict, batch.totalFeatures, batch.decision?.change] : batch.state,
    ]),
    quarantined: (await world.documents<{ key: string }>('M#default', 'QUARANTINE#')).map(({ key }) => key),
    status: (await world.monitor())?.status,
    incidents: await world.documents('M#default', 'INCIDENT#').then((incidents) => incidents.length),
    alerts: world.alertCounts(),
    unsent: (await world.documents<{ state: string }>('M#default', 'ALERT#')).filter(
      ({ state }) => state !== 'sent',
    ),
    reports: (await world.reports()).length,
    pending: await world.pending(),
    deadLetters: world.queue.deadLetters(),
  };
}

const EXPECTED = {
  batches: [
    ['production/early.csv', ['ok', 2, 'none']],
    ['production/clean.csv', ['ok', 2, 'none']],
    ['production/drifted.csv', ['drift', 2, 'opened']],
    ['production/again.csv', 'duplicate'],
  ],
  quarantined: ['production/broken.csv'],
  status: 'unreliable',
  incidents: 1,
  alerts: { 'drift.opened': 1, 'file.quarantined': 1 },
  unsent: [],
  reports: 3,
  pending: 0,
  deadLetters: [],
};

type Upload = (typeof UPLOADS)[number];

/** Goes on from a world with one upload, dying or failing at one step of it, and lets everything come to rest. */
async function uploadFailing(
  before: World,
  [key, content]: Upload,
  failAt: number,
  mode: FailureMode,
  restart: () => Promise<void>,
): Promise<number> {
  world = new World(before);
  const failing = new FailingPorts(failAt, mode);
  world.start((ports) => failing.wrap(ports));
  await handle(await world.store(key, content), failing, restart);
  const { steps } = failing;
  world.start();
  world.clock.wind(60 * 60_000);
  await world.sweep();
  return steps;
}

/** Tells of an upload and handles what follows, message by message, until it is done or the process is dead. */
async function handle(
  event: ObjectEvent,
  failing: FailingPorts,
  restart: () => Promise<void>,
): Promise<void> {
  // The bucket tells of an upload by itself: that cannot fail here.
  const queue = routeObjectEvent(event.key);
  if (queue !== null) await world.queue.send(queue, JSON.stringify(event));
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
  await restart();
  await world.settle();
}

/** A run alone on its state: it knows that whoever held a claim is dead. */
async function restartAlone(): Promise<void> {
  world.queue.recover();
  await world.functions.releaseClaims();
}

/** One of many workers: nobody knows of the death; messages and claims come back when their time runs out. */
async function restartAmongMany(): Promise<void> {
  world.clock.wind(LEASE_MS + QUEUE_GRACE_MS);
  await world.functions.sweep();
}

/** The world before each upload, when nothing failed so far. */
async function worldsBefore(): Promise<World[]> {
  const worlds = [new World()];
  for (const [key, content] of UPLOADS) {
    const next = new World(worlds.at(-1));
    await next.upload(key, content);
    worlds.push(next);
  }
  return worlds;
}

let before: World[];
beforeAll(async () => {
  before = await worldsBefore();
});
afterAll(() => {
  for (const one of before) one.close();
});

test('uploads of every kind end as expected when nothing fails', async () => {
  world = new World(before.at(-1));
  await world.sweep();
  expect(await outcome()).toEqual(EXPECTED);
  world.close();
});

describe.each(UPLOADS.map((upload, i) => ({ i, upload, key: upload[0] })))('$key', ({ i, upload }) => {
  const cases: [title: string, mode: FailureMode, restart: () => Promise<void>][] = [
    ['the process dies and starts again, alone on its state', 'crash', restartAlone],
    ['a worker dies unnoticed among others', 'crash', restartAmongMany],
    ['the step fails', 'fail-before', restartAlone],
    ['the step succeeds and its answer is lost', 'fail-after', restartAlone],
  ];
  test.each(cases)('ends the same when at any single step %s', async (_title, mode, restart) => {
    const origin = before[i] as World;
    const steps = await uploadFailing(origin, upload, 0, mode, restart);
    const expected = await outcome();
    world.close();
    expect(steps).toBeGreaterThan(8);
    expect(expected.deadLetters).toEqual([]);
    for (let failAt = 1; failAt <= steps; failAt++) {
      await uploadFailing(origin, upload, failAt, mode, restart);
      expect(await outcome(), `failing at step ${failAt} of ${steps}`).toEqual(expected);
      world.close();
    }
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  answer,
  answersTo,
  BATCH,
  driftingWorld,
  retrainings,
  untilRetrain,
} from '../retrain/drifting-world.ts';
import { LEASE_MS, World } from '../world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let origin: World;
let world: World;
beforeAll(async () => {
  origin = await driftingWorld();
});
afterAll(() => origin.close());
beforeEach(() => {
  world = new World(origin);
});
afterEach(() => world.close());

test('a retraining whose request was lost is asked for again, but not at once', async () => {
  await answer(world, answersTo(BATCH));
  const { done } = await untilRetrain(world);
  done();
  world.clock.wind(4 * MINUTE);
  await world.sweep();
  expect(await retrainings(world)).toMatchObject([{ state: 'wanted', tries: 0 }]);
  expect(await world.monitor()).toMatchObject({ status: 'retraining' });
  world.clock.wind(MINUTE);
  await world.sweep();
  expect(await retrainings(world)).toMatchObject([{ state: 'promoted', tries: 1 }]);
  expect(await world.pending()).toBe(0);
});

test('one that somebody works on is left to them', async () => {
  await answer(world, answersTo(BATCH));
  const { message, done } = await untilRetrain(world);
  done();
  let reads = 0;
  world.start((ports) => ({
    ...ports,
    objects: {
      head: (ref) => ports.objects.head(ref),
      list: (bucket, prefix, page) => ports.objects.list(bucket, prefix, page),
      writeOnce: (key, content) => ports.objects.writeOnce(key, content),
      read: async (ref, range) => {
        // In the middle of its work.
        if (reads++ === 0) await world.functions.sweep();
        return ports.objects.read(ref, range);
      },
    },
  }));
  world.clock.wind(HOUR);
  await world.functions.consumers.retrain(message);
  expect(reads).toBeGreaterThan(0);
  expect(world.queue.nextDue('retrain')).toBeNull();
  expect(await retrainings(world)).toMatchObject([{ state: 'trained', tries: 1 }]);
});

test('one that fails again and again is given up; people hear of it and the champion stays', async () => {
  const champion = await world.champion();
  world.start((ports) => ({
    ...ports,
    objects: {
      head: (ref) => ports.objects.head(ref),
      read: (ref, range) => ports.objects.read(ref, range),
      list: (bucket, prefix, page) => ports.objects.list(bucket, prefix, page),
      writeOnce: async (key, content) => {
        if (key.startsWith('windows/')) throw new Error('the disk is full');
        return ports.objects.writeOnce(key, content);
      },
    },
  }));
  await world.upload('labels/default/all.csv', answersTo(BATCH));
  expect(await retrainings(world)).toMatchObject([{ state: 'wanted', tries: 5 }]);
  for (let hour = 0; hour < 12; hour++) {
    world.clock.wind(HOUR);
    await world.sweep();
  }
  expect(await retrainings(world)).toMatchObject([
    { state: 'refused', tries: 20, refusal: expect.stringContaining('in 20 tries') },
  ]);
  expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.refused': 1 });
  expect(await world.champion()).toEqual(champion);
  expect(await world.monitor()).toMatchObject({ status: 'unreliable', retraining: { underWay: null } });
  expect(await world.pending()).toBe(0);
});

test('a lease that died with its process is over at the next start of a run alone on its state', async () => {
  await answer(world, answersTo(BATCH));
  const { message } = await untilRetrain(world);
  world.start((ports) => ({
    ...ports,
    // Dead from here on: not even the lease is given back.
    objects: { ...ports.objects, read: () => new Promise(() => {}) },
  }));
  void world.functions.consumers.retrain(message);
  await new Promise((resolve) => setTimeout(resolve, 20));
  world.start();
  expect(await world.functions.consumers.retrain(message)).toEqual({
    kind: 'hide',
    until: world.clock.now() + LEASE_MS,
  });
  await world.functions.releaseClaims();
  expect(await world.functions.consumers.retrain(message)).toEqual({ kind: 'done' });
  expect(await retrainings(world)).toMatchObject([{ state: 'trained', tries: 2, fence: 2 }]);
});

import { afterEach, expect, test } from 'vitest';
import type { Delivery } from '../../functions/adapters/local/queue.ts';
import type { Ports, Queue, SendOptions } from '../../functions/ports.ts';
import { type Random, seededRandom } from '../../shared/stats/random.ts';
import { answersTo, driftedBatch, retrainings } from './retrain/drifting-world.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
  tinyCsv,
} from './sample-csv.ts';
import { World } from './world.ts';

const SEEDS = 25;
const DELAY_SECONDS_MAX = 600;

let world: World;
afterEach(() => world.close());

/** A queue at its worst: sends twice, delivers late and so in another order. Groups keep theirs. */
function chaotic(queue: Queue, random: Random): Queue {
  const delayed = (): SendOptions => ({ delaySeconds: random.integer(DELAY_SECONDS_MAX) });
  return {
    send: async (name, body, options) => {
      const times = random.uniform() < 0.3 ? 2 : 1;
      for (let i = 0; i < times; i++) {
        const again =
          options?.group === undefined ? delayed() : { ...options, dedupId: `${options.dedupId}${i}` };
        await queue.send(name, body, again);
      }
    },
  };
}

/** Handles everything, up to three messages at the same time, and now and then loses the acknowledgement. */
async function settleChaotically(random: Random): Promise<void> {
  const lost = (delivery: Delivery) => delivery.message.attempt < 3 && random.uniform() < 0.2;
  for (;;) {
    const batch = [];
    for (let n = 1 + random.integer(3); n > 0; n--) {
      const delivery = world.next();
      if (delivery === null) break;
      batch.push(delivery);
    }
    if (batch.length === 0) return;
    await Promise.all(
      batch.map(async (delivery) => {
        try {
          const said = await delivery.consumer(delivery.message);
          if (lost(delivery)) delivery.fail(new Error('the acknowledgement was lost'));
          else if (said.kind === 'done') delivery.done();
          else delivery.hide(said.until);
        } catch (error) {
          delivery.fail(error);
        }
      }),
    );
  }
}

function start(seed: number): Random {
  const random = seededRandom(seed);
  world = new World();
  world.start((ports: Ports) => ({ ...ports, queue: chaotic(ports.queue, random) }));
  return random;
}

const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);

test.each(seeds)(
  'told of in any order, twice and late, all uploads are handled once (seed %i)',
  async (seed) => {
    const random = start(seed);
    const events = [];
    for (const [key, content] of [
      ['production/0.csv', cleanCsv(0)],
      ['baseline/train.csv', baselineCsv()],
      ['production/1.csv', cleanCsv(1)],
      ['production/2.csv', tinyCsv(2)],
      ['production/3.csv', driftedCsv(3)],
      ['production/3-again.csv', driftedCsv(3)],
      ['production/4.csv', driftedCsv(4)],
      ['production/broken.csv', 'a,a\n1,2\n'],
    ] as const) {
      events.push(await world.store(key, content));
    }
    await Promise.all(events.map((event) => world.functions.objectCreated(event)));
    await settleChaotically(random);
    await world.functions.sweep();
    await settleChaotically(random);

    const batches = await world.batches();
    expect(batches.filter(({ state }) => state === 'judged')).toHaveLength(5);
    expect(batches.filter(({ state }) => state === 'duplicate')).toHaveLength(1);
    expect(await world.reports()).toHaveLength(5);
    expect(await world.documents('M#default', 'QUARANTINE#')).toHaveLength(1);
    expect(await world.documents('M#default', 'INCIDENT#')).toHaveLength(1);
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'file.quarantined': 1 });
    expect(await world.monitor()).toMatchObject({ status: 'unreliable', newest: { verdict: 'drift' } });
    expect(await world.pending()).toBe(0);
    expect(world.queue.deadLetters()).toEqual([]);
  },
);

test.each(seeds.slice(0, 2))('a hundred drifting batches at once are one alert (seed %i)', async (seed) => {
  const random = start(seed);
  await world.functions.objectCreated(await world.store('baseline/train.csv', baselineCsv()));
  await settleChaotically(random);
  for (let i = 0; i < 100; i++) {
    await world.functions.objectCreated(await world.store(`production/${i}.csv`, driftedCsv(i)));
  }
  await settleChaotically(random);
  expect(await world.reports()).toHaveLength(100);
  expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
});

test.each(seeds.slice(0, 10))('answers count the same in any order (seed %i)', async (seed) => {
  const random = start(seed);
  const events = [];
  for (const [key, content] of [
    ['labels/default/early.csv', labelsCsv('a', 0, 20, () => 'no')],
    ['baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b')],
    ['production/a.csv', identifiedCsv(cleanCsv(1), 'a')],
    ['labels/default/late.csv', labelsCsv('a', 10, 60)],
    ['labels/default/again.csv', labelsCsv('a', 10, 60)],
  ] as const) {
    events.push(await world.store(key, content));
  }
  await Promise.all(events.map((event) => world.functions.objectCreated(event)));
  await settleChaotically(random);
  await world.functions.sweep();
  await settleChaotically(random);

  const answers = { rows: 100, labelled: 60, foreign: 0, duplicates: 50, conflicts: 10 };
  expect(await world.performances()).toMatchObject([
    { ...answers, measured: { classes: [{ labelled: 10 }, { labelled: 50 }] } },
  ]);
  expect(await world.labelFiles()).toHaveLength(3);
  expect(await world.pending()).toBe(0);
  expect(world.queue.deadLetters()).toEqual([]);
});

test.each(seeds.slice(0, 10))('models and predictions come out the same (seed %i)', async (seed) => {
  const random = start(seed);
  const events = [];
  for (const [key, content] of [
    ['production/0.csv', cleanCsv(0)],
    ['baseline/train.csv', labelledCsv(baselineCsv())],
    ['production/1.csv', driftedCsv(1)],
    ['production/2.csv', cleanCsv(2)],
  ] as const) {
    events.push(await world.store(key, content));
  }
  await Promise.all(events.map((event) => world.functions.objectCreated(event)));
  await settleChaotically(random);
  await world.functions.sweep();
  await settleChaotically(random);

  const [model, ...others] = await world.models();
  expect(others).toEqual([]);
  expect(model).toMatchObject({ state: 'in-charge' });
  expect(await world.champion()).toMatchObject({ model: model?.version, baseline: model?.baseline });
  expect(await world.artifacts('models/')).toHaveLength(2);
  // Whichever came first, the model or the newest batch, that batch is scored, and none is scored twice.
  const scored = (await world.predictions()).map(({ file }) => file);
  expect(scored).toContain('production/2.csv');
  expect(new Set(scored).size).toBe(scored.length);
  expect(await world.artifacts('predictions/')).toHaveLength(2 * scored.length);
  expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
  expect(await world.pending()).toBe(0);
  expect(world.queue.deadLetters()).toEqual([]);
});

test.each(seeds.slice(0, 8))(
  'a drift is answered by one better model in any order (seed %i)',
  async (seed) => {
    const random = start(seed);
    const drifted = driftedBatch('a', 1);
    const events = [];
    for (const [key, content] of [
      ['monitors/default.json', '{"id":"id","retrain":{"cooldown":"0m"}}'],
      ['baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b')],
      ['production/1.csv', drifted],
      ['labels/default/first.csv', answersTo(drifted, undefined, 0, 200)],
      ['labels/default/second.csv', answersTo(drifted, undefined, 200)],
    ] as const) {
      events.push(await world.store(key, content));
    }
    // Settings and baseline first: a batch is scored by the model in charge when it is decided.
    for (const event of events.slice(0, 2)) await world.functions.objectCreated(event);
    await settleChaotically(random);
    await Promise.all(events.slice(2).map((event) => world.functions.objectCreated(event)));
    await settleChaotically(random);
    await world.functions.sweep();
    await settleChaotically(random);

    expect(await retrainings(world)).toMatchObject([{ state: 'promoted', trained: { labelledRows: 400 } }]);
    expect(await world.champion()).toMatchObject({ model: (await retrainings(world))[0]?.trained?.model });
    expect(await world.monitor()).toMatchObject({ status: 'healthy', incident: null });
    expect((await world.models()).filter(({ state }) => state === 'in-charge')).toHaveLength(1);
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.promoted': 1 });
    expect(await world.pending()).toBe(0);
    expect(world.queue.deadLetters()).toEqual([]);
  },
);

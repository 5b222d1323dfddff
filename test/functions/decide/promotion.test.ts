import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DecideMessage, tellDecide } from '../../../functions/decide/message.ts';
import type { BaselineRecord } from '../../../functions/records/baseline-record.ts';
import { championKey } from '../../../functions/records/champion-record.ts';
import { waitingCandidate } from '../../../functions/records/waiting-candidate.ts';
import { eventFailing, FAILURES } from '../failing-upload.ts';
import { baselineCsv, cleanCsv, labelledCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

/** A model in charge that has scored a batch, and a newer baseline beside it. */
let origin: World;
let world: World;
beforeAll(async () => {
  origin = new World();
  await origin.upload('baseline/first.csv', labelledCsv(baselineCsv()));
  await origin.upload('production/batch.csv', cleanCsv(1));
  await origin.upload('baseline/second.csv', labelledCsv(`${baselineCsv()}50,50,0.5\n`));
});
afterAll(() => origin.close());
beforeEach(() => {
  world = new World(origin);
});
afterEach(() => world.close());

async function baseline(name: string, of = world): Promise<BaselineRecord> {
  const all = await of.documents<BaselineRecord>('M#default', 'BASELINE#');
  return all.find(({ order }) => order.key === `baseline/${name}.csv`) as BaselineRecord;
}

const revision = async (of = world) => (await of.ports.records.get(championKey('default')))?.rev ?? 0;

async function send(message: DecideMessage, of = world): Promise<void> {
  await tellDecide(of.ports, message);
  await of.settle();
}

async function promotion(name: string, of = world): Promise<DecideMessage> {
  const { version } = await baseline(name, of);
  return { kind: 'promote', monitor: 'default', baseline: version, rev: await revision(of) };
}

const rollback = async (of = world): Promise<DecideMessage> => ({
  kind: 'rollback',
  monitor: 'default',
  rev: await revision(of),
});

/** What is in charge, every baseline and model by its state, and who scored the batch; in the order they came in. */
async function look(of = world) {
  const champion = await of.champion();
  const baselines = await of.documents<BaselineRecord>('M#default', 'BASELINE#');
  const fileOf = (version: string) =>
    baselines.find((one) => one.version === version)?.order.key.slice('baseline/'.length);
  const models = (await of.models()).sort((a, b) => a.requested - b.requested);
  const model = models.find(({ version }) => version === champion?.model);
  const learnedFrom = new Map(models.map((one) => [one.version, fileOf(one.baseline)]));
  return {
    baseline: fileOf(champion?.baseline ?? ''),
    model: model && fileOf(model.baseline),
    before: champion?.previous && [
      fileOf(champion.previous.baseline),
      learnedFrom.get(champion.previous.model ?? ''),
    ],
    baselines: baselines.map(({ state }) => state),
    models: models.map(({ state }) => state),
    scoredBy: (await of.predictions()).map((one) => learnedFrom.get(one.model)).sort(),
    compared: (await of.predictions())
      .filter(({ changes }) => changes !== null)
      .map(({ model, changes }) => [
        learnedFrom.get(changes?.against ?? ''),
        learnedFrom.get(model),
        changes?.compared?.rows,
      ])
      .sort(),
    alerts: of.alertCounts(),
    pending: await of.pending(),
    deadLetters: of.queue.deadLetters(),
  };
}

const FIRST = {
  baseline: 'first.csv',
  model: 'first.csv',
  before: null,
  baselines: ['in-charge', 'candidate'],
  models: ['in-charge'],
  scoredBy: ['first.csv'],
  compared: [] as unknown[],
  alerts: {},
  pending: 0,
  deadLetters: [],
};
const SECOND = {
  ...FIRST,
  baseline: 'second.csv',
  model: 'second.csv',
  before: ['first.csv', 'first.csv'],
  baselines: ['superseded', 'in-charge'],
  models: ['superseded', 'in-charge'],
  scoredBy: ['first.csv', 'second.csv'],
  compared: [['first.csv', 'second.csv', 100]],
};
const BACK = {
  ...SECOND,
  baseline: 'first.csv',
  model: 'first.csv',
  before: ['second.csv', 'second.csv'],
  baselines: ['in-charge', 'superseded'],
  models: ['in-charge', 'superseded'],
  compared: [
    ['first.csv', 'second.csv', 100],
    ['second.csv', 'first.csv', 100],
  ],
};

describe('promote', () => {
  test('puts a candidate in charge; its model is learned, takes charge and scores the newest batch', async () => {
    expect(await look()).toEqual(FIRST);
    await send(await promotion('second'));
    expect(await look()).toEqual(SECOND);
  });

  test('of what is in charge already changes nothing', async () => {
    await send(await promotion('first'));
    expect(await look()).toEqual(FIRST);
  });

  test('of a baseline that is not recorded changes nothing', async () => {
    await send({ kind: 'promote', monitor: 'default', baseline: 'b', rev: await revision() });
    expect(await look()).toEqual(FIRST);
  });

  test('changes nothing when something else took charge after it was asked', async () => {
    await world.upload('baseline/third.csv', labelledCsv(`${baselineCsv()}60,60,0.6\n`));
    const [second, third] = [await promotion('second'), await promotion('third')];
    await send(third);
    const seen = await look();
    expect(seen).toMatchObject({ baseline: 'third.csv', model: 'third.csv' });
    await send(second);
    expect(await look()).toEqual(seen);
  });

  test('without a known label takes the model out of charge, and rollback brings it back', async () => {
    await world.upload('baseline/plain.csv', `${baselineCsv()}70,70,0.7\n`);
    await send(await promotion('plain'));
    expect(await look()).toMatchObject({ baseline: 'plain.csv', model: undefined, models: ['superseded'] });
    await send(await rollback());
    expect(await look()).toMatchObject({ baseline: 'first.csv', model: 'first.csv', models: ['in-charge'] });
  });

  test('has the baseline read with settings that came meanwhile, and rollback still leads to the one before', async () => {
    await world.upload('monitors/default.json', '{"ignore":["rate"]}');
    await send(await promotion('second'));
    const { features } = (await world.documents<BaselineRecord>('M#default', 'BASELINE#')).find(
      ({ state }) => state === 'in-charge',
    ) as BaselineRecord;
    expect(features).toBe(2);
    expect(await look()).toMatchObject({ baseline: 'second.csv', before: ['first.csv', 'first.csv'] });
  });
});

describe('rollback', () => {
  test('puts back the baseline and the model from before together; a second one takes back the first', async () => {
    await send(await promotion('second'));
    await send(await rollback());
    expect(await look()).toEqual(BACK);
    await send(await rollback());
    expect(await look()).toEqual({ ...SECOND, compared: BACK.compared });
  });

  test('delivered twice goes back once', async () => {
    await send(await promotion('second'));
    const message = await rollback();
    await send(message);
    world.clock.wind(10 * 60_000);
    await send(message);
    expect(await look()).toEqual(BACK);
  });

  test('with nothing in charge before changes nothing', async () => {
    await send(await rollback());
    expect(await look()).toEqual(FIRST);
  });

  test('finds the model that became ready after its baseline had lost charge', async () => {
    const early = new World();
    await early
      .store('baseline/first.csv', labelledCsv(baselineCsv()))
      .then((e) => early.functions.objectCreated(e));
    // Baseline and decision are done, the training is still to come.
    for (let i = 0; i < 2; i++) {
      const delivery = early.next();
      await delivery?.consumer(delivery.message);
      delivery?.done();
    }
    const newer = await early.store('baseline/second.csv', `${baselineCsv()}50,50,0.5\n`);
    const profiled = early.functions.consumers.baseline({ id: '0', body: JSON.stringify(newer), attempt: 1 });
    await profiled;
    const decision = early.queue.receive('decide');
    await early.functions.consumers.decide(decision?.message as never);
    decision?.done();
    await early.settle();
    expect(await look(early)).toMatchObject({ baseline: 'second.csv', models: ['superseded'] });
    await send(await rollback(early), early);
    expect(await look(early)).toMatchObject({ baseline: 'first.csv', model: 'first.csv' });
    early.close();
  });
});

describe('the candidate that waits', () => {
  const waits = async () => (await waitingCandidate(world.ports.records, 'default'))?.order.key;

  test('is the newest', async () => {
    expect(await waits()).toBe('baseline/second.csv');
    await world.upload('baseline/third.csv', labelledCsv(`${baselineCsv()}60,60,0.6\n`));
    expect(await waits()).toBe('baseline/third.csv');
  });

  test('is none that is older than the baseline in charge, until that is rolled back', async () => {
    await world.upload('baseline/third.csv', labelledCsv(`${baselineCsv()}60,60,0.6\n`));
    await send(await promotion('third'));
    expect(await waits()).toBeUndefined();
    await send(await rollback());
    expect(await waits()).toBe('baseline/second.csv');
  });
});

describe('wherever a single step fails', () => {
  let promoted: World;
  beforeAll(async () => {
    promoted = new World(origin);
    await send(await promotion('second', promoted), promoted);
  });
  afterAll(() => promoted.close());

  test.each(FAILURES)('a promotion ends the same when %s', async (_title, failure) => {
    await endsTheSame(origin, await promotion('second', origin), failure, SECOND);
  });

  test.each(FAILURES)('a rollback ends the same when %s', async (_title, failure) => {
    await endsTheSame(promoted, await rollback(promoted), failure, BACK);
  });

  async function endsTheSame(
    from: World,
    message: DecideMessage,
    failure: (typeof FAILURES)[number][1],
    expected: unknown,
  ): Promise<void> {
    const ask = (asked: World) => tellDecide(asked.ports, message);
    const whole = await eventFailing(from, ask, 0, failure);
    expect(await look(whole.world)).toEqual(expected);
    whole.world.close();
    expect(whole.steps).toBeGreaterThan(8);
    for (let failAt = 1; failAt <= whole.steps; failAt++) {
      const failed = await eventFailing(from, ask, failAt, failure);
      expect(await look(failed.world), `failing at step ${failAt} of ${whole.steps}`).toEqual(expected);
      failed.world.close();
    }
  }
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../../functions/adapters/local/consume.ts';
import { tellDecide } from '../../../functions/decide/message.ts';
import { ConditionFailed, type Ports } from '../../../functions/ports.ts';
import { type BaselineRecord, baselineKey } from '../../../functions/records/baseline-record.ts';
import { championKey } from '../../../functions/records/champion-record.ts';
import { lockKey } from '../../../functions/records/lock-record.ts';
import { putRecord } from '../../../functions/records/record.ts';
import { waitingCandidate } from '../../../functions/records/waiting-candidate.ts';
import { baselineCsv, cleanCsv, identifiedCsv, labelledCsv } from '../sample-csv.ts';
import { LEASE_MS, World } from '../world.ts';
import {
  answer,
  answersTo,
  askToRetrain,
  BATCH,
  driftedBatch,
  driftingWorld,
  retrainings,
  revision,
  untilRetrain,
} from './drifting-world.ts';

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

const fence = async () => JSON.parse((await world.ports.records.get(lockKey('default')))?.json ?? '{}').fence;
const modelsStored = async () =>
  (await world.artifacts('models/')).filter((key) => key.endsWith('model.json'));

describe('two at once', () => {
  test('the same request delivered twice: one works, the other waits for its lease', async () => {
    await answer(world, answersTo(BATCH));
    const { message, consumer } = await untilRetrain(world);
    const said = await Promise.all([consumer(message), consumer(message)]);
    const until = world.clock.now() + LEASE_MS;
    expect(said.sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'done' },
      { kind: 'hide', until },
    ]);
    expect(await retrainings(world)).toMatchObject([{ state: 'trained', tries: 1 }]);
    expect(await modelsStored()).toHaveLength(2);
  });

  test('whoever asks while one is under way gets no second one', async () => {
    await answer(world, answersTo(BATCH));
    const delivery = await untilRetrain(world);
    await tellDecide(world.ports, {
      ...{ kind: 'retrain', monitor: 'default', asked: 1 },
      rev: await revision(world),
    });
    await world.upload('labels/default/more.csv', answersTo(BATCH));
    await deliver(delivery, delivery.consumer, (error) => world.errors.push(error));
    await world.settle();
    expect(await retrainings(world)).toMatchObject([{ state: 'promoted', tries: 1 }]);
    expect(world.errors).toEqual([]);
  });

  test('the same wish of an operator delivered twice is one retraining', async () => {
    const wish = { kind: 'retrain', monitor: 'default', asked: 7, rev: await revision(world) } as const;
    for (let i = 0; i < 2; i++) {
      world.clock.wind(60 * 60_000);
      await tellDecide(world.ports, wish);
      await world.settle();
    }
    expect(await retrainings(world)).toHaveLength(1);
    await askToRetrain(world);
    expect(await retrainings(world)).toHaveLength(2);
  });

  test('one that was taken for dead writes nothing any more', async () => {
    // The first one stops before its last write; when it goes on another has taken the lease over.
    let goOn = () => {};
    const stopped = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let waiting = () => {};
    const reached = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    let first = true;
    world.start((ports: Ports) => ({
      ...ports,
      records: {
        get: (key) => ports.records.get(key),
        query: (pk, prefix, query) => ports.records.query(pk, prefix, query),
        transact: async (writes) => {
          if (first && writes.some(({ sk }) => sk.startsWith('MODEL#'))) {
            first = false;
            waiting();
            await stopped;
          }
          return ports.records.transact(writes);
        },
      },
    }));
    await answer(world, answersTo(BATCH));
    const { message, consumer } = await untilRetrain(world);
    const slow = consumer(message);
    await reached;
    world.clock.wind(LEASE_MS + 1);
    await consumer(message);
    expect(await fence()).toBe(2);
    const settled = await retrainings(world);
    goOn();
    await expect(slow).rejects.toThrow(ConditionFailed);
    expect(await retrainings(world)).toEqual(settled);
    await world.settle();
    expect(await retrainings(world)).toMatchObject([{ state: 'promoted', tries: 2, fence: 2 }]);
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.promoted': 1 });
  });
});

describe('what was in charge is replaced while a challenger trains', () => {
  test('the challenger is set aside, and the incident has another one trained against the new champion', async () => {
    await world.upload('baseline/other.csv', identifiedCsv(labelledCsv(`${baselineCsv()}`), 'o'));
    const candidate = await waitingCandidate(world.ports.records, 'default');
    await answer(world, answersTo(BATCH));
    const delivery = await untilRetrain(world);
    const promotion = { kind: 'promote', monitor: 'default', baseline: candidate?.version } as const;
    await tellDecide(world.ports, { ...promotion, rev: await revision(world) });
    await world.settle();
    await deliver(delivery, delivery.consumer, (error) => world.errors.push(error));
    await world.settle();
    const [first, second] = (await retrainings(world)).sort((a, b) => a.fence - b.fence);
    expect(first).toMatchObject({ state: 'superseded', trained: { passed: true }, alert: null });
    expect(second).toMatchObject({ state: 'promoted', champion: { baseline: candidate?.version } });
    expect((await world.models()).map(({ state }) => state).sort()).toEqual([
      'in-charge',
      'superseded',
      'superseded',
      'superseded',
    ]);
    expect(await world.monitor()).toMatchObject({ status: 'healthy', incident: null });
    expect(world.errors).toEqual([]);
  });

  test('the drift goes away by itself: the challenger is set aside and the champion stays', async () => {
    const before = await world.champion();
    await answer(world, answersTo(BATCH));
    const delivery = await untilRetrain(world);
    for (const n of [1, 2, 3]) await world.upload(`production/${n}.csv`, identifiedCsv(cleanCsv(n), `${n}x`));
    expect(await world.monitor()).toMatchObject({ status: 'retraining', incident: null });
    await deliver(delivery, delivery.consumer, (error) => world.errors.push(error));
    await world.settle();
    expect(await retrainings(world)).toMatchObject([{ state: 'superseded' }]);
    expect(await world.champion()).toEqual(before);
    expect(await world.monitor()).toMatchObject({ status: 'healthy' });
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'drift.cleared': 1 });
  });

  test('a batch judged by the baseline before it is reported, and neither opens an incident nor closes one', async () => {
    await world.functions.objectCreated(await world.store('production/late.csv', driftedBatch('late', 5)));
    const detect = world.next();
    if (detect === null) throw new Error('The batch was not told of.');
    await deliver(detect, detect.consumer, (error) => world.errors.push(error));
    // Its decision waits in the queue while answers come; they are told to `decide` directly, as if they had been first.
    const decision = world.next();
    expect(decision?.consumer).toBe(world.functions.consumers.decide);
    const { records } = world.ports;
    const { baseline, ...champion } = JSON.parse((await records.get(championKey('default')))?.json ?? '{}');
    const others = await world.documents<BaselineRecord>('M#default', 'BASELINE#');
    const [inCharge] = others.filter(({ version }) => version === baseline);
    const order = { ...inCharge?.order, lastModified: world.clock.now(), key: 'baseline/newer.csv' };
    await records.transact([
      putRecord(baselineKey('default', 'newer'), { ...inCharge, version: 'newer', order }),
      putRecord(championKey('default'), { ...champion, baseline: 'newer' }),
    ]);
    if (decision !== null) await deliver(decision, decision.consumer, (error) => world.errors.push(error));
    await world.settle();
    expect((await world.batches()).at(-1)).toMatchObject({
      verdict: 'drift',
      decision: { counted: 'neither' },
    });
    const [incident] = await world.documents('M#default', 'INCIDENT#');
    expect(incident).toMatchObject({ state: 'open', driftingBatches: 1 });
    expect(world.errors).toEqual([]);
  });
});

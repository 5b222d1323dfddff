import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimIdOf, withClaim } from '../../functions/claim.ts';
import type { ObjectEvent } from '../../functions/object-event.ts';
import { DONE, type Outcome } from '../../functions/ports.ts';
import { type ClaimRecord, claimKey } from '../../functions/records/claim-record.ts';
import { putRecord } from '../../functions/records/record.ts';
import { baselineCsv, cleanCsv, driftedCsv } from './sample-csv.ts';
import { LEASE_MS, World } from './world.ts';

let world: World;
let event: ObjectEvent;
beforeEach(async () => {
  world = new World();
  await world.upload('baseline/train.csv', baselineCsv());
  event = await world.store('production/file.csv', cleanCsv(1));
});
afterEach(() => world.close());

async function claim(): Promise<ClaimRecord | null> {
  const record = await world.ports.records.get(claimKey(claimIdOf(event)));
  return record === null ? null : (JSON.parse(record.json) as ClaimRecord);
}

/** What `detect` says when it is given the event now. */
function deliver(): Promise<Outcome> {
  return world.functions.consumers.detect({ id: '1', body: JSON.stringify(event), attempt: 1 });
}

/** Leaves a claim behind as a process that died in the middle of its work. */
async function dieAtWork(): Promise<void> {
  const work = { queue: 'detect', monitor: 'default', event } as const;
  void withClaim(world.ports, LEASE_MS, work, () => new Promise(() => {}));
  while ((await claim()) === null) await new Promise(setImmediate);
}

describe('a message about a file whose claim is', () => {
  test('none: it is claimed, worked on and acknowledged', async () => {
    expect(await deliver()).toEqual(DONE);
    expect(await claim()).toMatchObject({ state: 'done', tries: 1 });
  });

  test('running: it is hidden until the lease is over, never acknowledged', async () => {
    await dieAtWork();
    const until = world.clock.now() + LEASE_MS;
    expect(await deliver()).toEqual({ kind: 'hide', until });
    world.clock.windTo(until - 1);
    expect(await deliver()).toEqual({ kind: 'hide', until });
    expect(await world.batches()).toEqual([]);
  });

  test('running and its lease over: it is taken over', async () => {
    await dieAtWork();
    world.clock.wind(LEASE_MS);
    expect(await deliver()).toEqual(DONE);
    expect(await claim()).toMatchObject({ state: 'done', tries: 2 });
    expect(await world.batches()).toMatchObject([{ verdict: 'ok' }]);
  });

  test('running and pinned: the next try judges by what was pinned, whatever came since', async () => {
    await dieAtWork();
    const pinned = await world.ports.records.get({ pk: 'M#default', sk: 'CHAMPION' });
    const baseline = JSON.parse(pinned?.json ?? '').baseline as string;
    const left = (await claim()) as ClaimRecord;
    const pins = { baseline, settings: null, model: null };
    await world.ports.records.transact([putRecord(claimKey(claimIdOf(event)), { ...left, pins })]);
    await world.upload('monitors/default.json', '{"ignore":["rate"]}');
    world.clock.wind(LEASE_MS);
    await deliver();
    expect(await world.batches()).toMatchObject([{ baseline, settings: null, totalFeatures: 3 }]);
  });

  test('waiting for a baseline: it waits on while there is none', async () => {
    event = await world.upload('production/other/file.csv', cleanCsv(1));
    expect(await claim()).toMatchObject({ state: 'waiting-for-baseline' });
    expect(await deliver()).toEqual(DONE);
    expect(await claim()).toMatchObject({ state: 'waiting-for-baseline', tries: 2 });
    await world.upload('baseline/other/train.csv', baselineCsv());
    expect(await claim()).toMatchObject({ state: 'done' });
  });

  test.each([
    ['done', 'production/a.csv', driftedCsv(2)],
    ['quarantined', 'production/a.csv', 'a,a\n1,2\n'],
    ['duplicate', 'production/a.csv', cleanCsv(1)],
  ])('%s: it is acknowledged and nothing is done', async (state, key, content) => {
    await world.tell(event);
    event = await world.upload(key, content);
    expect(await claim()).toMatchObject({ state });
    const before = [await world.batches(), world.alerts(), await claim()];
    await world.tell(event);
    await world.tell(event);
    expect([await world.batches(), world.alerts(), await claim()]).toEqual(before);
  });
});

test('a claim is given back when the work throws, so that the next try need not wait', async () => {
  const work = { queue: 'detect', monitor: 'default', event } as const;
  const failing = withClaim(world.ports, LEASE_MS, work, async () => {
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(await deliver()).toEqual(DONE);
});

test('of two workers at once one works and the other hides its message', async () => {
  const outcomes = await Promise.all([deliver(), deliver()]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'hide']);
  expect(await claim()).toMatchObject({ state: 'done', tries: 1 });
});

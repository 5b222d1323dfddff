import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanCsv, identifiedCsv } from '../sample-csv.ts';
import type { World } from '../world.ts';
import { answersTo, BATCH, driftedBatch, driftingWorld, retrainings, UNCHANGED } from './drifting-world.ts';

let world: World;
beforeEach(async () => {
  world = await driftingWorld();
});
afterEach(() => world.close());

const championKeyOf = async () => `models/default/${(await world.champion())?.model}/model.json`;

async function expectRefused(artifact: string): Promise<void> {
  const last = (await retrainings(world)).sort((a, b) => a.fence - b.fence).at(-1);
  expect(last).toMatchObject({ state: 'refused', trained: null });
  expect(last?.refusal).toContain(artifact);
  expect(last?.refusal).toContain('changed');
  expect(await world.monitor()).toMatchObject({ status: 'unreliable', retraining: { underWay: null } });
  expect(world.alertCounts()).toMatchObject({ 'retrain.refused': 1 });
  expect(await world.pending()).toBe(0);
  expect(world.errors).toEqual([]);
  expect(world.queue.deadLetters()).toEqual([]);
}

test('a champion that was changed in the store is not compared with: refused, and it says which file', async () => {
  const key = await championKeyOf();
  world.tamper(key, (text) => text.replace('"seed":1', '"seed":2'));
  world.start();
  await world.upload('labels/default/all.csv', answersTo(BATCH));
  await expectRefused(key);
});

test('a baseline that was changed in the store is not learned from', async () => {
  world.tamperInput('baseline/first.csv', (text) => text.replace('yes', 'nay'));
  await world.upload('labels/default/all.csv', answersTo(BATCH));
  await expectRefused('baseline/first.csv');
});

test('the window of an earlier retraining that was changed is not learned from', async () => {
  await world.upload('labels/default/all.csv', answersTo(BATCH));
  const [key] = (await world.artifacts('windows/')).filter((one) => one.endsWith('.csv'));
  world.tamper(key ?? '', (text) => text.replace('yes', 'nay'));
  world.clock.wind(2 * 60 * 60_000);
  const back = identifiedCsv(cleanCsv(5, 400), 'n');
  await world.upload('production/back.csv', back);
  await world.upload('labels/default/back.csv', answersTo(back, UNCHANGED));
  await expectRefused(key ?? '');
});

test('nor is it read again under other settings: set aside, and the one in charge stays', async () => {
  await world.upload('labels/default/all.csv', answersTo(BATCH));
  const champion = await world.champion();
  const [key] = (await world.artifacts('windows/')).filter((one) => one.endsWith('.csv'));
  world.tamper(key ?? '', (text) => text.replace('yes', 'nay'));
  await world.upload('monitors/default.json', '{"id":"id","ignore":["rate"]}');
  expect(await world.champion()).toEqual(champion);
  expect(await world.documents('M#default', 'QUARANTINE#')).toMatchObject([
    { refusal: { code: 'artifact-changed', message: expect.stringContaining(key ?? '') } },
  ]);
});

test('the list of rows that judged an earlier challenger is not trusted once changed', async () => {
  await world.upload('labels/default/all.csv', answersTo(BATCH, UNCHANGED));
  const [key] = (await world.artifacts('windows/')).filter((one) => one.endsWith('.held-out.json'));
  world.tamper(key ?? '', (text) => text.replace(/\d+\]/, '1]'));
  world.clock.wind(2 * 60 * 60_000);
  const more = driftedBatch('b', 2);
  await world.upload('production/second.csv', more);
  await world.upload('labels/default/more.csv', answersTo(more));
  await expectRefused(key ?? '');
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BaselineRecord } from '../../../functions/records/baseline-record.ts';
import type { IncidentRecord } from '../../../functions/records/incident-record.ts';
import { cleanCsv, identifiedCsv } from '../sample-csv.ts';
import { World } from '../world.ts';
import {
  answersTo,
  askToRetrain,
  BATCH,
  driftedBatch,
  driftingWorld,
  promote,
  retrainings,
  rollBack,
  UNCHANGED,
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
afterEach(() => {
  expect(world.errors).toEqual([]);
  expect(world.queue.deadLetters()).toEqual([]);
  world.close();
});

const label = (content: string, name = 'all') => world.upload(`labels/default/${name}.csv`, content);
const settings = (change: object) =>
  world.upload('monitors/default.json', JSON.stringify({ id: 'id', ...change }));
const told = (eventType: string) =>
  world.alerts().flatMap(({ json }) => (json.eventType === eventType ? [json] : []));
const newest = async () => (await retrainings(world)).at(-1);
const baselines = () => world.documents<BaselineRecord>('M#default', 'BASELINE#');
const inCharge = async () => {
  const champion = await world.champion();
  return (await baselines()).find(({ version }) => version === champion?.baseline);
};

describe('enough answers to a drifting batch', () => {
  test('have a challenger trained that takes charge with its baseline; the incident is over', async () => {
    const before = await world.champion();
    await label(answersTo(BATCH));
    const retraining = await newest();
    expect(retraining).toMatchObject({
      state: 'promoted',
      trigger: 'labels',
      counted: 400,
      champion: { model: before?.model, baseline: before?.baseline },
      trained: { labelledRows: 400, passed: true, comparison: { rows: 120 } },
    });
    const { model, baseline } = retraining?.trained ?? {};
    expect(await world.champion()).toEqual({
      putBack: false,
      model,
      baseline,
      previous: { model: before?.model, baseline: before?.baseline },
    });
    expect(await world.monitor()).toMatchObject({
      status: 'healthy',
      incident: null,
      retraining: { underWay: null, lastEnded: world.clock.now() },
    });
    const [incident] = await world.documents<IncidentRecord>('M#default', 'INCIDENT#');
    expect(incident).toMatchObject({
      state: 'closed',
      closed: { key: 'production/drifted.csv' },
      closedBy: expect.stringContaining(retraining?.id ?? ''),
    });
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.promoted': 1 });
    expect(told('retrain.promoted')).toMatchObject([
      { retrain: retraining?.id, incident: incident?.id, model, previousModel: before?.model },
    ]);
    expect(await world.pending()).toBe(0);
  });

  test('make a baseline of the labelled rows, with which later batches are compared', async () => {
    const first = await inCharge();
    await label(answersTo(BATCH, undefined, 20));
    const window = await inCharge();
    expect(window).toMatchObject({
      rows: 380,
      features: 3,
      label: 'label',
      id: 'id',
      order: { key: 'production/drifted.csv' },
      window: { batches: 1, since: { key: 'production/drifted.csv' }, parent: first?.version },
    });
    const [header, row, ...rows] = (await world.artifact(window?.window?.artifact.key ?? '')).split('\n');
    expect(header).toBe('id,amount,age,rate,label');
    expect(`${row?.split(',').slice(0, 4)}`).toBe(BATCH.split('\n')[21]);
    expect(rows).toHaveLength(380);

    await world.upload('production/next.csv', driftedBatch('next', 7));
    expect((await world.batches()).at(-1)).toMatchObject({ verdict: 'ok', baseline: window?.version });
    const reports = await Promise.all((await world.reports()).map((key) => world.artifact(key)));
    expect(reports.map((text) => JSON.parse(text).baseline.uri)).toContain(
      `artifacts/${window?.window?.artifact.key}`,
    );
    expect(await world.monitor()).toMatchObject({ status: 'healthy', incident: null });
  });

  test('have the newest batch scored again by the new model, beside what the old one predicted', async () => {
    await label(answersTo(BATCH));
    const { model, previous } = (await world.champion()) ?? {};
    const predictions = await world.predictions();
    expect(predictions.map((one) => one.model).sort()).toEqual([model, previous?.model].sort());
    expect(predictions.find((one) => one.model === model)?.changes?.against).toBe(previous?.model);
  });

  test('tell which figures are those of a model on rows that it learned from', async () => {
    await label(answersTo(BATCH));
    const { model, previous } = (await world.champion()) ?? {};
    const next = driftedBatch('b', 2);
    await world.upload('production/next.csv', next);
    await label(answersTo(next), 'next');
    const figures = (await world.performances()).map((one) => [one.file, one.model, one.learnedFrom]);
    expect(figures).toHaveLength(3);
    expect(figures).toEqual(
      expect.arrayContaining([
        ['production/drifted.csv', previous?.model, false],
        ['production/drifted.csv', model, true],
        ['production/next.csv', model, false],
      ]),
    );
  });

  test('leave everything there is to know of the challenger', async () => {
    await label(answersTo(BATCH));
    const { trained } = (await newest()) ?? {};
    const folder = `models/default/${trained?.model}`;
    expect(await world.artifacts(folder)).toEqual([
      `${folder}/card.md`,
      `${folder}/evidence.json`,
      `${folder}/model.json`,
    ]);
    const evidence = JSON.parse(await world.artifact(`${folder}/evidence.json`));
    const heldOut = JSON.parse(await world.artifact(trained?.heldOut.key ?? ''));
    const [batch] = (await world.documents<{ batch: string }>('M#default', 'PREDICTION#')).map(
      (p) => p.batch,
    );
    // Every row has an answer, so that rows of the window are those of the batch.
    expect(heldOut.batches).toEqual({ [batch ?? '']: evidence.heldOutRows });
    const models = await world.models();
    expect(models.find(({ version }) => version === trained?.model)).toMatchObject({
      state: 'in-charge',
      baseline: trained?.baseline,
      retrain: expect.stringContaining('RETRAIN#'),
    });
  });

  test('are found in the batch itself as well', async () => {
    const answers = answersTo(BATCH).trimEnd().split('\n');
    const labelled = BATCH.trimEnd()
      .split('\n')
      .map((row, i) => `${row},${i === 0 ? 'label' : answers[i]?.split(',')[1]}`);
    await world.upload('production/labelled.csv', `${labelled.join('\n')}\n`.replaceAll('\na', '\nb'));
    expect(await newest()).toMatchObject({ state: 'promoted', trained: { labelledRows: 400 } });
    expect(await inCharge()).toMatchObject({ order: { key: 'production/labelled.csv' } });
  });

  test('count from the row on at which the drift began', async () => {
    const onset = 300;
    const before = identifiedCsv(cleanCsv(3, onset), 'c').trimEnd();
    const after = driftedBatch('d', 4, 600).split('\n').slice(1).join('\n');
    const file = `${before}\n${after}`;
    const other = await driftingFrom(file);
    await other.upload('labels/default/all.csv', answersTo(file));
    const [retraining] = await retrainings(other);
    expect(retraining?.row).toBeGreaterThan(onset - 30);
    expect(retraining?.trained?.labelledRows).toBe(onset + 600 - (retraining?.row ?? 0) + 1);
    other.close();
  });
});

/** A world whose incident begins with this file. */
async function driftingFrom(file: string): Promise<World> {
  const other = await driftingWorld();
  for (const n of [1, 2, 3]) await other.upload('production/clean.csv', identifiedCsv(cleanCsv(n), 'x'));
  await other.upload('production/later.csv', file);
  return other;
}

describe('answers that are not enough', () => {
  test('of which there are none: nothing is asked of people before the second drifting batch', async () => {
    await world.sweep();
    expect(told('labels.waiting')).toEqual([]);
    await world.upload('production/second.csv', driftedBatch('b', 2));
    await world.upload('production/third.csv', driftedBatch('c', 3));
    expect(told('labels.waiting')).toMatchObject([
      { labelledRows: 0, missingRows: 334, label: 'label', idColumn: 'id', upload: 'labels/default/' },
    ]);
    expect(await retrainings(world)).toEqual([]);
  });

  test('10 of them: people are told how many are missing, a while later and once', async () => {
    await label(answersTo(BATCH, undefined, 0, 10));
    expect(told('labels.waiting')).toEqual([]);
    await world.sweep();
    await world.sweep();
    expect(told('labels.waiting')).toMatchObject([{ labelledRows: 10, missingRows: 324 }]);
    expect(await retrainings(world)).toEqual([]);
    expect(await world.monitor()).toMatchObject({ status: 'unreliable', retraining: { putOff: false } });
  });

  test('in three parts: the third is enough', async () => {
    await label(answersTo(BATCH, undefined, 0, 100), 'one');
    await label(answersTo(BATCH, undefined, 100, 250), 'two');
    expect(await retrainings(world)).toEqual([]);
    await label(answersTo(BATCH, undefined, 250), 'three');
    expect(await retrainings(world)).toMatchObject([{ state: 'promoted', trained: { labelledRows: 400 } }]);
    await world.sweep();
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.promoted': 1 });
  });

  test('all of one class: it says of which class rows are missing, and asks again with that many more', async () => {
    await label(answersTo(BATCH, () => 'yes'));
    expect(await newest()).toMatchObject({
      state: 'waiting-for-labels',
      missing: { labelledRows: 400, missingByClass: [{ class: 'no' }] },
      trained: null,
    });
    expect(told('labels.waiting')).toMatchObject([{ missingByClass: [{ class: 'no' }] }]);
    expect(await world.monitor()).toMatchObject({ status: 'unreliable' });
    await world.upload('production/second.csv', driftedBatch('b', 2));
    expect(await retrainings(world)).toHaveLength(1);
    await label(answersTo(driftedBatch('b', 2)), 'more');
    expect(await retrainings(world)).toMatchObject([{ state: 'waiting-for-labels' }, { state: 'promoted' }]);
  });

  test('and a person asks nevertheless: they are told what is missing', async () => {
    await askToRetrain(world);
    expect(await newest()).toMatchObject({
      trigger: 'operator',
      state: 'waiting-for-labels',
      missing: { labelledRows: 0, missingRows: 334, missingByClass: [] },
    });
    expect(told('labels.waiting')).toMatchObject([{ labelledRows: 0, missingRows: 334 }]);
  });
});

describe('a challenger that is not surely better', () => {
  beforeEach(() => label(answersTo(BATCH, UNCHANGED)));

  test('is kept back with its reasons; the champion stays', async () => {
    const retraining = await newest();
    expect(retraining).toMatchObject({ state: 'kept', trained: { passed: false } });
    expect(retraining?.trained?.comparison.gain.low).toBeLessThanOrEqual(0);
    expect(await inCharge()).toMatchObject({ window: null, order: { key: 'baseline/first.csv' } });
    expect(await world.monitor()).toMatchObject({ status: 'unreliable', retraining: { rowsWanted: 500 } });
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.kept': 1 });
    expect((await world.models()).map(({ state }) => state).sort()).toEqual(['in-charge', 'superseded']);
    expect((await baselines()).map(({ state }) => state)).toEqual(['in-charge', 'superseded']);
  });

  test('can be chosen by an operator all the same', async () => {
    const { model, baseline } = (await newest())?.trained ?? {};
    await promote(world, model ?? '');
    expect(await newest()).toMatchObject({ state: 'promoted' });
    expect(await world.champion()).toMatchObject({ model, baseline });
    expect(await world.monitor()).toMatchObject({ status: 'healthy', incident: null });
    // It is not better, and the operator knows what they did.
    expect(told('retrain.promoted')).toEqual([]);
  });

  test('is followed by another when there are new rows and the cooldown is over, judged by other rows', async () => {
    const more = driftedBatch('b', 2);
    await world.upload('production/second.csv', more);
    await label(answersTo(more, UNCHANGED), 'more');
    expect(await retrainings(world)).toHaveLength(1);
    expect(await world.monitor()).toMatchObject({ retraining: { putOff: true } });
    await world.sweep();
    expect(await retrainings(world)).toHaveLength(1);
    world.clock.wind(60 * 60_000);
    await world.sweep();
    const [first, second] = await retrainings(world);
    expect(second).toMatchObject({ trigger: 'waited', state: 'kept', trained: { labelledRows: 800 } });
    const rowsOf = async (key = '') =>
      Object.entries(JSON.parse(await world.artifact(key)).batches).flatMap(([batch, rows]) =>
        (rows as number[]).map((row) => `${batch} ${row}`),
      );
    const spent = new Set(await rowsOf(first?.trained?.heldOut.key));
    const judging = await rowsOf(second?.trained?.heldOut.key);
    expect(judging.length).toBeGreaterThanOrEqual(100);
    expect(judging.filter((row) => spent.has(row))).toEqual([]);
  });
});

describe('settings', () => {
  test('off: nothing is retrained, nobody is asked for labels, until a person asks', async () => {
    await settings({ retrain: { mode: 'off' } });
    await label(answersTo(BATCH));
    await world.upload('production/second.csv', driftedBatch('b', 2));
    await world.sweep();
    expect(await retrainings(world)).toEqual([]);
    expect(told('labels.waiting')).toEqual([]);
    await askToRetrain(world);
    expect(await retrainings(world)).toMatchObject([{ trigger: 'operator', state: 'promoted' }]);
  });

  test('off, then auto: what was due follows', async () => {
    await settings({ retrain: { mode: 'off' } });
    await label(answersTo(BATCH));
    await settings({ retrain: { mode: 'auto' } });
    expect(await retrainings(world)).toMatchObject([{ trigger: 'settings', state: 'promoted' }]);
  });

  test('approve: a better challenger waits for a person, and takes charge when they say so', async () => {
    await settings({ retrain: { mode: 'approve' } });
    await label(answersTo(BATCH));
    const retraining = await newest();
    const model = retraining?.trained?.model ?? '';
    expect(retraining).toMatchObject({ state: 'waiting-for-approval', trained: { passed: true } });
    expect(await inCharge()).toMatchObject({ window: null });
    expect(await world.monitor()).toMatchObject({ status: 'unreliable' });
    expect(told('retrain.waiting-for-approval')).toMatchObject([
      { waitsFor: 'promotion', approval: `https://driftline.test/default/approve/${model}` },
    ]);
    await world.upload('production/second.csv', driftedBatch('b', 2));
    expect(await retrainings(world)).toHaveLength(1);
    await promote(world, model);
    expect(await newest()).toMatchObject({ state: 'promoted' });
    expect(await world.champion()).toMatchObject({ model });
    expect(await world.monitor()).toMatchObject({ status: 'healthy', incident: null });
    expect(told('retrain.promoted')).toHaveLength(1);
  });

  test('approve, and a person asks for a newer one instead: the first gives way', async () => {
    await settings({ retrain: { mode: 'approve' } });
    await label(answersTo(BATCH));
    const more = driftedBatch('b', 2);
    await world.upload('production/second.csv', more);
    await label(answersTo(more), 'more');
    await askToRetrain(world);
    expect(await retrainings(world)).toMatchObject([
      { state: 'superseded' },
      { state: 'waiting-for-approval', trained: { labelledRows: 800 } },
    ]);
  });
});

describe('data that looks broken', () => {
  const broken = driftedBatch('b', 2).replace('id,amount,age,rate', 'id,amount,age,rat');

  test('is not learned from until a person asks; they hear of it once', async () => {
    await world.upload('production/broken.csv', broken);
    expect((await world.batches()).at(-1)).toMatchObject({ broken: [expect.stringContaining('rate')] });
    await label(answersTo(BATCH), 'first');
    await label(answersTo(broken), 'second');
    await world.sweep();
    expect(await retrainings(world)).toEqual([]);
    expect(told('labels.waiting')).toEqual([]);
    expect(told('retrain.waiting-for-approval')).toMatchObject([
      {
        waitsFor: 'training',
        reasons: [expect.stringContaining('rate')],
        approval: 'https://driftline.test/default/approve/null',
      },
    ]);
    await askToRetrain(world);
    expect(await retrainings(world)).toMatchObject([{ trigger: 'operator', trained: { labelledRows: 800 } }]);
  });
});

describe('a rollback after a promotion', () => {
  test('brings model and baseline back together; the next drifting batch opens an incident of its own', async () => {
    const before = await world.champion();
    await label(answersTo(BATCH));
    const after = await world.champion();
    await rollBack(world);
    expect(await world.champion()).toEqual({
      putBack: true,
      model: before?.model,
      baseline: before?.baseline,
      previous: { model: after?.model, baseline: after?.baseline },
    });
    await world.upload('production/next.csv', driftedBatch('b', 2));
    expect(await world.monitor()).toMatchObject({ status: 'unreliable' });
    expect(await world.documents('M#default', 'INCIDENT#')).toHaveLength(2);
    // Forward again by the same way.
    await rollBack(world);
    expect(await world.champion()).toMatchObject({ model: after?.model, baseline: after?.baseline });
  });

  test('is not undone by the next labels: the next better challenger waits for a person', async () => {
    const before = await world.champion();
    await label(answersTo(BATCH));
    await rollBack(world);
    world.clock.wind(2 * 60 * 60_000);
    const next = driftedBatch('b', 2);
    await world.upload('production/next.csv', next);
    await label(answersTo(next), 'next');
    const retraining = await newest();
    expect(retraining).toMatchObject({ state: 'waiting-for-approval', trained: { passed: true } });
    expect(await world.champion()).toMatchObject({ model: before?.model, baseline: before?.baseline });
    expect(told('retrain.waiting-for-approval')).toMatchObject([
      { waitsFor: 'promotion', reasons: [expect.stringContaining('taken back by a person')] },
    ]);
    await promote(world, retraining?.trained?.model ?? '');
    expect(await world.champion()).toMatchObject({ model: retraining?.trained?.model, putBack: false });
  });

  test('taken back itself leaves nothing for a person to approve', async () => {
    await label(answersTo(BATCH));
    await rollBack(world);
    await rollBack(world);
    expect(await world.champion()).toMatchObject({ putBack: false });
  });

  test('withdraws a challenger that waits for approval: it was compared with what is not in charge any more', async () => {
    await label(answersTo(BATCH));
    await settings({ retrain: { mode: 'approve', cooldown: '0m' } });
    const back = identifiedCsv(cleanCsv(5, 400), 'n');
    await world.upload('production/back.csv', back);
    await label(answersTo(back, UNCHANGED), 'back');
    const waiting = await newest();
    expect(waiting).toMatchObject({ state: 'waiting-for-approval' });
    await rollBack(world);
    // What it was made for is asked anew, of what is in charge now.
    const [first, ...others] = await retrainings(world);
    expect(first).toMatchObject({ state: 'promoted' });
    // Both were asked for at the same time, on a clock that stands still: their ids order them.
    const isWaiting = ({ trained }: (typeof others)[number]) => trained?.model === waiting?.trained?.model;
    expect(others.map((retraining) => [isWaiting(retraining), retraining.state]).sort()).toEqual([
      [false, 'kept'],
      [true, 'superseded'],
    ]);
    expect(await world.monitor()).toMatchObject({ retraining: { awaiting: null } });
    const champion = await world.champion();
    await promote(world, waiting?.trained?.model ?? '');
    expect(await world.champion()).toEqual(champion);
  });

  test('leads from one challenger to the other, also when both learned from rows up to the same batch', async () => {
    await settings({ retrain: { cooldown: '0m' } });
    const more = driftedBatch('b', 2);
    await world.upload('production/second.csv', more);
    await label(answersTo(BATCH, UNCHANGED, 0, 350), 'first');
    const kept = (await newest())?.trained;
    expect(await newest()).toMatchObject({ state: 'kept' });
    await label(answersTo(more), 'second');
    const promoted = (await newest())?.trained;
    expect(await newest()).toMatchObject({ state: 'promoted' });
    await promote(world, kept?.model ?? '');
    expect(await world.champion()).toMatchObject({
      model: kept?.model,
      previous: { model: promoted?.model },
    });
    await rollBack(world);
    expect(await world.champion()).toMatchObject({ model: promoted?.model, baseline: promoted?.baseline });
  });
});

describe('a promoted window as baseline', () => {
  test('is the history of the next retraining, with the baseline before it', async () => {
    await label(answersTo(BATCH));
    world.clock.wind(2 * 60 * 60_000);
    const again = identifiedCsv(cleanCsv(5, 400), 'n');
    await world.upload('production/back.csv', again);
    await label(answersTo(again, UNCHANGED), 'back');
    const [, second] = await retrainings(world);
    expect(second).toMatchObject({ state: 'promoted' });
    const evidence = JSON.parse(await world.artifact(second?.trained?.evidence.key ?? ''));
    expect(evidence.history.map(({ uri }: { uri: string }) => uri)).toEqual([
      'inputs/baseline/first.csv',
      expect.stringMatching(/^artifacts\/windows\/default\/.*\.csv$/),
    ]);
  });

  test('is read again when settings read columns differently, and its model is learned anew', async () => {
    await label(answersTo(BATCH));
    const window = await inCharge();
    await settings({ ignore: ['rate'] });
    const anew = await inCharge();
    expect(anew?.version).not.toBe(window?.version);
    expect(anew).toMatchObject({
      features: 2,
      sha256: window?.sha256,
      window: window?.window,
      label: 'label',
    });
    const champion = await world.champion();
    const model = (await world.models()).find(({ version }) => version === champion?.model);
    expect(model).toMatchObject({ baseline: anew?.version, state: 'in-charge', trained: { rows: 400 } });
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'retrain.promoted': 1 });
  });
});

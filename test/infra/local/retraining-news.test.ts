import { afterEach, expect, test } from 'vitest';
import type { News } from '../../../infra/local/news.ts';
import { reportNews } from '../../../infra/local/report-news.ts';
import {
  answersTo,
  askToRetrain,
  BATCH,
  driftedBatch,
  driftingWorld,
  promote,
  rollBack,
  UNCHANGED,
} from '../../functions/retrain/drifting-world.ts';
import type { World } from '../../functions/world.ts';

let world: World;
let news: News[];
afterEach(() => world.close());

/** A model in charge and an open incident; from now on everything is heard. */
async function given(settings: object = {}): Promise<void> {
  world = await driftingWorld(settings);
  news = [];
  const consumers = reportNews(world.functions.consumers, {
    ports: world.ports,
    places: { batch: () => 'batch', predictions: () => 'predictions' },
    onNews: (one) => news.push(one),
    signal: new AbortController().signal,
    onError: (error) => {
      throw error;
    },
  });
  world.functions = { ...world.functions, consumers };
}

const RETRAINING = ['retraining', 'retraining-waits', 'retraining-refused', 'challenger', 'promotion'];
const heard = () => news.filter(({ kind }) => RETRAINING.includes(kind));

test('a retraining is told when it begins and when its model takes charge, with what speaks for it', async () => {
  await given();
  await world.upload('labels/default/answers.csv', answersTo(BATCH));
  expect(heard()).toEqual([
    { kind: 'retraining', monitor: 'default', since: 'production/drifted.csv', drift: true },
    {
      kind: 'challenger',
      monitor: 'default',
      outcome: 'promoted',
      model: (await world.champion())?.model,
      labelledRows: 400,
      comparison: expect.objectContaining({ rows: 120 }),
    },
  ]);
  const updated = news.find((one) => one.kind === 'predictions' && one.changes !== null);
  expect(updated).toMatchObject({ changes: { compared: { rows: 400 } } });
});

test('answers that are missing are told as they come, and how many are missing still', async () => {
  await given();
  await world.upload('labels/default/part-1.csv', answersTo(BATCH, undefined, 0, 100));
  await world.upload('labels/default/part-2.csv', answersTo(BATCH, undefined, 100, 150));
  expect(heard()).toEqual(
    [100, 150].map((labelledRows) => ({
      kind: 'retraining-waits',
      monitor: 'default',
      waitsFor: {
        for: 'labels',
        labelledRows,
        missingRows: 334 - labelledRows,
        missingByClass: [],
        label: 'label',
        idColumn: 'id',
      },
    })),
  );
});

test('answers of one class only: the class that lacks rows is named, and all is told once', async () => {
  await given();
  await world.upload(
    'labels/default/answers.csv',
    answersTo(BATCH, () => 'no'),
  );
  const [began, waits, ...more] = heard();
  expect(began).toMatchObject({ kind: 'retraining' });
  expect(waits).toMatchObject({
    kind: 'retraining-waits',
    waitsFor: { for: 'labels', labelledRows: 400, missingByClass: [{ class: 'yes' }] },
  });
  expect(more).toEqual([]);
});

test('a model that is not surely better is told with its figures, and that more labels are waited for', async () => {
  await given();
  await world.upload('labels/default/answers.csv', answersTo(BATCH, UNCHANGED));
  expect(heard().slice(1)).toMatchObject([
    { kind: 'challenger', outcome: 'kept' },
    { kind: 'retraining-waits', waitsFor: { for: 'labels', missingRows: 100 } },
  ]);
});

test('a better model that waits for approval is told once; promoted by hand, what is in charge', async () => {
  await given({ retrain: { mode: 'approve' } });
  await world.upload('labels/default/answers.csv', answersTo(BATCH));
  const [, challenger, ...more] = heard();
  expect([challenger, more]).toMatchObject([{ kind: 'challenger', outcome: 'waiting-for-approval' }, []]);
  news = [];
  await promote(world, challenger?.kind === 'challenger' ? challenger.model : '');
  expect(heard()).toMatchObject([{ kind: 'promotion', batches: 1, rows: 400, model: 'in-charge' }]);
  news = [];
  await rollBack(world);
  expect(heard()).toMatchObject([{ kind: 'promotion', key: 'baseline/first.csv', batches: null }]);
});

test('the pause between two tries is told with its end', async () => {
  await given({ retrain: { cooldown: '2h' } });
  await world.upload('labels/default/answers.csv', answersTo(BATCH, UNCHANGED));
  const more = driftedBatch('b', 2);
  await world.upload('production/more.csv', more);
  await world.upload('labels/default/more.csv', answersTo(more, UNCHANGED));
  const waits = heard().at(-1);
  expect(waits).toMatchObject({ kind: 'retraining-waits', waitsFor: { for: 'cooldown', cooldown: '2h' } });
});

test('a retraining by hand that lacks answers says what it lacks, with settings that leave retraining off', async () => {
  await given({ retrain: { mode: 'off' } });
  await world.upload('labels/default/answers.csv', answersTo(BATCH, undefined, 0, 50));
  expect(heard()).toEqual([]);
  await askToRetrain(world);
  expect(heard()).toMatchObject([
    { kind: 'retraining' },
    { kind: 'retraining-waits', waitsFor: { for: 'labels', labelledRows: 50, label: 'label' } },
  ]);
});

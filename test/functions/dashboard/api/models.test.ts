import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  getModel,
  listBaselines,
  listModels,
  type ModelItem,
  promote,
  retrain,
  rollback,
} from '../../../../functions/dashboard/wire/models.ts';
import { listPerformance } from '../../../../functions/dashboard/wire/performance.ts';
import { listRetrainings } from '../../../../functions/dashboard/wire/retrainings.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
} from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
const baseline = labelledCsv(baselineCsv());
const newer = labelledCsv(`${baselineCsv()}50,50,0.5\n`);
let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

describe('models', () => {
  test('are listed with what is in charge and its revision', async () => {
    await world.upload('baseline/train.csv', baseline);
    const { champion, items } = await world.answer(listModels, { monitor });
    expect(champion).toMatchObject({ model: items[0]?.version, previous: null });
    expect(items).toMatchObject([{ state: 'in-charge', label: 'label', classes: ['no', 'yes'], rows: 120 }]);
    expect(items[0]?.metrics.accuracy).toBeGreaterThan(0.7);
  });

  test('come in pages', async () => {
    await world.upload('baseline/train.csv', baseline);
    for (const seed of [2, 3]) {
      await world.upload(
        'monitors/default.json',
        JSON.stringify({ model: { seed }, ignore: [`none-${seed}`] }),
      );
    }
    const all = await world.answer(listModels, { monitor });
    expect(all.items.length).toBeGreaterThan(1);
    const paged = await world.allPages<ModelItem>(listModels, monitor, 1);
    const seen = paged.map(({ version }) => version);
    expect(seen).toEqual(all.items.map(({ version }) => version));
  });

  test('have a card, how good they are, what matters to them, and where they come from', async () => {
    await world.upload('baseline/train.csv', baseline);
    const { model: version = '' } = (await world.champion()) ?? {};
    const model = await world.answer(getModel, { monitor, model: version ?? '' });
    expect(model.card).toMatch(/^# Model for `label`/);
    expect(model.evaluation?.accuracy.value).toBe(model.model.metrics.accuracy);
    expect(model.importance.map(({ name }) => name)).toContain('amount');
    expect(model.importance[0]?.name).toBe('amount');
    expect(model.evidence).toBeNull();
    expect(model.lineage).toMatchObject([
      { what: 'model', version },
      { what: 'upload', name: 'baseline/train.csv', rows: 120 },
    ]);
  });

  test.each(['none', '__proto__', 'constructor'])('%s is not found', async (model) => {
    await world.upload('baseline/train.csv', baseline);
    expect(await world.refusal(getModel, { monitor, model })).toMatchObject({
      status: 404,
      code: 'no-model',
    });
  });
});

describe('promote and roll back', () => {
  const rev = async () => (await world.answer(listModels, { monitor })).champion?.rev ?? 0;
  const candidate = async () => (await world.answer(listBaselines, { monitor })).items[0]?.version ?? '';

  test('move baseline and model together, and back', async () => {
    await world.upload('baseline/train.csv', baseline);
    await world.upload('baseline/newer.csv', newer);
    const before = await world.champion();
    const body = { baseline: await candidate(), rev: await rev() };
    const { sentence } = await world.answer(promote, { monitor }, { body });
    expect(sentence).toBe('The baseline newer.csv takes charge of default in a moment.');
    expect(await world.champion()).toEqual(before);
    await world.settle();
    expect(await world.champion()).toMatchObject({ baseline: body.baseline });
    await world.answer(rollback, { monitor }, { body: { rev: await rev() } });
    await world.settle();
    expect(await world.champion()).toMatchObject({ baseline: before?.baseline, model: before?.model });
  });

  test('are refused when something else took charge since, and nothing changes', async () => {
    await world.upload('baseline/train.csv', baseline);
    await world.upload('baseline/newer.csv', newer);
    const body = { baseline: await candidate(), rev: (await rev()) - 1 };
    expect(await world.refusal(promote, { monitor }, { body })).toMatchObject({
      status: 409,
      code: 'something-else-in-charge',
    });
    expect(await world.pending()).toBe(0);
  });

  test('say what cannot be put in charge, and that there is nothing before', async () => {
    await world.upload('baseline/train.csv', baseline);
    const seen = await rev();
    const champion = await world.champion();
    const refused = (body: unknown) => world.refusal(promote, { monitor }, { body });
    expect(await refused({ baseline: champion?.baseline, rev: seen })).toMatchObject({
      status: 409,
      message: 'This baseline is in charge already. Only one that waits can be put in charge.',
    });
    expect(await refused({ baseline: 'none', rev: seen })).toMatchObject({ status: 404 });
    expect(await refused({ model: champion?.model, rev: seen })).toMatchObject({ status: 409 });
    expect(await refused({ rev: seen })).toMatchObject({
      status: 400,
      message: 'The body must have rev, a number, and either baseline or model, a text.',
    });
    expect(await world.refusal(rollback, { monitor }, { body: { rev: seen } })).toMatchObject({
      status: 409,
      code: 'nothing-before',
    });
  });
});

describe('retraining', () => {
  test('by hand is put on record, and listed with how it ended', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(baseline, 'b'));
    await world.upload('production/may.csv', identifiedCsv(driftedCsv(1), 'm'));
    const { champion } = await world.answer(listModels, { monitor });
    await world.answer(retrain, { monitor }, { body: { rev: champion?.rev } });
    await world.settle();
    const { items } = await world.answer(listRetrainings, { monitor });
    expect(items).toMatchObject([{ trigger: 'operator', champion: champion?.model }]);
    expect(items[0]?.state).toBe('waiting-for-labels');
    expect(items[0]?.missing?.missingRows).toBeGreaterThan(0);
  });

  test('needs a model', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    const { champion } = await world.answer(listModels, { monitor });
    expect(await world.refusal(retrain, { monitor }, { body: { rev: champion?.rev } })).toMatchObject({
      status: 409,
      code: 'no-model',
    });
  });
});

describe('performance', () => {
  test('is measured where labels came, and estimated elsewhere', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(baseline, 'b'));
    await world.upload('production/may.csv', identifiedCsv(cleanCsv(1), 'a'));
    await world.upload('production/june.csv', identifiedCsv(cleanCsv(2), 'c'));
    await world.upload('labels/default/may.csv', labelsCsv('a', 0, 40));
    const { items } = await world.answer(listPerformance, { monitor });
    expect(items.map(({ name, measured }) => [name, measured?.labelled])).toEqual([
      ['june.csv', undefined],
      ['may.csv', 40],
    ]);
    expect(items[0]?.estimated?.assumes).toMatch(/assumes that/);
    expect(items[1]?.sentence).toMatch(/^Accuracy: 0\.\d{3} .*, 40 of 100 labelled$/);
    const [june] = await world.batches();
    expect(items.map(({ uploaded }) => uploaded)).toContain(june?.order.lastModified);
  });
});

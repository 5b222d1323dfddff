import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadModel } from '../../../shared/model/model-document.ts';
import { baselineCsv, cleanCsv, driftedCsv, labelledCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const KEY = 'baseline/train.csv';
const labelled = labelledCsv(baselineCsv());
const otherLabelled = `${labelled}50,50,0.5,yes\n`;
/** A first model in charge. */
const givenModel = () => world.upload(KEY, labelled);

describe('a baseline with a label column', () => {
  test('gets its first champion: model, card and record, all of them verifiable', async () => {
    await givenModel();
    const [model] = await world.models();
    expect(model).toMatchObject({ state: 'in-charge', label: 'label', kind: 'logistic-regression' });
    expect(model?.trained).toMatchObject({ rows: 120, classes: ['no', 'yes'] });
    expect(model?.trained?.metrics.accuracy).toBeGreaterThan(0.8);
    expect(await world.champion()).toEqual({
      model: model?.version,
      baseline: model?.baseline,
      previous: null,
      putBack: false,
    });
    const folder = `models/default/${model?.version}`;
    expect(await world.artifacts('models/')).toEqual([`${folder}/card.md`, `${folder}/model.json`]);
    const { document } = loadModel(await world.artifact(`${folder}/model.json`));
    const sha256 = (await world.documents<{ sha256: string }>('M#default', 'BASELINE#'))[0]?.sha256;
    expect(document).toMatchObject({ monitor: 'default', trainedOn: { uri: `inputs/${KEY}`, sha256 } });
    expect(world.alerts()).toEqual([]);
    expect(await world.pending()).toBe(0);
  });

  test('is learned from as the settings say', async () => {
    await world.upload('monitors/default.json', '{"model":{"seed":7,"trainRowsMax":100},"ignore":["rate"]}');
    await givenModel();
    const [model] = await world.models();
    expect(model).toMatchObject({ seed: 7, trainRowsMax: 100 });
    const { document } = loadModel(await world.artifact(model?.trained?.document.key ?? ''));
    expect(document.inputs.map(({ name }) => name)).toEqual(['amount', 'age']);
    expect(document.trainedOn.rows).toBe(120);
    expect(document.trainedOn.rowsUsed).toBeLessThanOrEqual(100);
  });

  test('gives the same model and card, byte for byte, whenever it is trained', async () => {
    const event = await world.store(KEY, labelled);
    const later = new World(world);
    later.clock.wind(86_400_000);
    await world.tell(event);
    await later.tell(event);
    const keys = await world.artifacts('models/');
    expect(keys).toHaveLength(2);
    expect(await later.artifacts('models/')).toEqual(keys);
    for (const key of keys) expect(await later.artifact(key)).toBe(await world.artifact(key));
    later.close();
  });

  test('is trained once, however often it is asked for', async () => {
    await givenModel();
    const before = await world.models();
    const event = await world.store(KEY, labelled);
    await world.tell(event);
    for (let i = 0; i < 3; i++) await world.upload('monitors/default.json', `{"alpha":0.0${i + 1}}`);
    expect(await world.models()).toEqual(before);
  });
});

test('a baseline without a label column gets no model, and nobody is bothered', async () => {
  await world.upload(KEY, baselineCsv());
  await world.upload('production/a.csv', cleanCsv(1));
  expect(await world.models()).toEqual([]);
  expect(await world.predictions()).toEqual([]);
  expect(world.alerts()).toEqual([]);
});

test('a label named later gets its model: the baseline is read again', async () => {
  await world.upload(KEY, labelled.replace('label', 'bought'));
  expect(await world.models()).toEqual([]);
  await world.upload('monitors/default.json', '{"label":"bought"}');
  expect(await world.models()).toMatchObject([{ state: 'in-charge', label: 'bought' }]);
});

describe('training that cannot work is told of once, and the monitor goes on without a model', () => {
  const tenLabelled = labelledCsv(baselineCsv(), (_, i) => (i < 5 ? 'yes' : i < 10 ? 'no' : ''));
  test.each([
    ['one class only', labelledCsv(baselineCsv(), () => 'yes'), /yes/],
    ['ten labelled rows', tenLabelled, /10 labelled rows/],
    ['no labelled row', labelledCsv(baselineCsv(), () => ''), /empty/],
    [
      'more answers than classes',
      labelledCsv(baselineCsv(), (amount) => `about ${amount}`),
      /different answers/,
    ],
  ])('%s', async (_, content, reason) => {
    await world.upload('monitors/default.json', '{"label":"label"}');
    await world.upload(KEY, content);
    await world.upload('production/a.csv', driftedCsv(1));
    const [model] = await world.models();
    expect(model).toMatchObject({ state: 'refused', trained: null });
    expect(model?.refusal).toMatch(reason);
    expect(world.alertCounts()).toEqual({ 'training.refused': 1, 'drift.opened': 1 });
    const alert = world.alerts().find(({ json }) => json.eventType === 'training.refused');
    expect(alert?.subject).toBe('Driftline: no model for default');
    expect(alert?.text).toMatch(reason);
    expect(alert?.json).toMatchObject({ file: KEY, label: 'label', model: model?.version });
    expect(await world.champion()).toMatchObject({ model: null });
    expect(await world.predictions()).toEqual([]);
    expect(world.queue.deadLetters()).toEqual([]);
    expect(await world.pending()).toBe(0);
    // Asked again with the same data and settings, it is known.
    await world.upload('monitors/default.json', '{"label":"label","alpha":0.01}');
    expect(await world.models()).toHaveLength(1);
    expect(world.alertCounts()).toMatchObject({ 'training.refused': 1 });
  });

  test('and a better baseline then takes over and gets its model', async () => {
    await world.upload('monitors/default.json', '{"label":"label"}');
    await world.upload(KEY, tenLabelled);
    await world.upload('baseline/better.csv', labelled);
    expect((await world.models()).map(({ state }) => state).sort()).toEqual(['in-charge', 'refused']);
  });
});

describe('a model in charge', () => {
  test('makes a newer baseline a candidate, from which nothing is trained', async () => {
    await givenModel();
    await world.upload('baseline/newer.csv', otherLabelled);
    expect(await world.models()).toHaveLength(1);
    const baselines = await world.documents<{ state: string }>('M#default', 'BASELINE#');
    expect(baselines.map(({ state }) => state)).toEqual(['in-charge', 'candidate']);
  });

  test('is learned anew when settings have its baseline read differently', async () => {
    await givenModel();
    await world.upload('monitors/default.json', '{"ignore":["rate"]}');
    const models = await world.models();
    expect(models).toHaveLength(2);
    const champion = await world.champion();
    const inCharge = models.find(({ version }) => version === champion?.model);
    expect(inCharge?.baseline).toBe(champion?.baseline);
    const { document } = loadModel(await world.artifact(inCharge?.trained?.document.key ?? ''));
    expect(document.inputs.map(({ name }) => name)).toEqual(['amount', 'age']);
  });
});

test('a model whose baseline was replaced while it was trained does not take charge', async () => {
  const event = await world.store(KEY, labelled);
  await world.functions.objectCreated(event);
  // Up to the request for training, which is held back.
  const held: string[] = [];
  for (let delivery = world.next(); delivery !== null; delivery = world.next()) {
    const { message, consumer, done } = delivery;
    if (message.body.includes('"train"')) held.push(message.body);
    else await consumer(message);
    done();
  }
  expect(held).toHaveLength(1);
  await world.upload('baseline/newer.csv', otherLabelled);
  await world.queue.send('train', held[0] ?? '');
  await world.settle();
  const models = await world.models();
  expect(models.map(({ state }) => state).sort()).toEqual(['in-charge', 'superseded']);
  const inCharge = models.find(({ state }) => state === 'in-charge');
  expect(await world.champion()).toMatchObject({ model: inCharge?.version, baseline: inCharge?.baseline });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBaselines, listModels, promote } from '../../../../functions/dashboard/wire/models.ts';
import { getPredictForm, predict } from '../../../../functions/dashboard/wire/predict.ts';
import { baselineCsv, cleanCsv, identifiedCsv, labelledCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
let world: ApiWorld;
beforeEach(async () => {
  world = new ApiWorld();
  await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
});
afterEach(() => world.close());

const row = (...values: [string, string | number | boolean | null][]) => ({
  row: values.map(([name, value]) => ({ name, value })),
});

describe('the form', () => {
  test('has the inputs of the model in charge with what is usual', async () => {
    const form = await world.answer(getPredictForm, { monitor });
    expect(form).toMatchObject({ previous: null, label: 'label', classes: ['no', 'yes'] });
    expect(form.inputs.map(({ name, type }) => [name, type])).toEqual([
      ['amount', 'numeric'],
      ['age', 'numeric'],
      ['rate', 'numeric'],
    ]);
    const [amount] = form.inputs;
    expect(amount?.range?.low).toBe(0);
    expect(amount?.range?.typical).toBeCloseTo(49.17, 1);
    expect(amount?.range?.high).toBeCloseTo(99.2, 1);
  });

  test('offers the levels of a category, the most frequent first', async () => {
    const colour = (i: number) => (i % 3 === 0 ? 'red' : i % 3 === 1 || i % 2 === 0 ? 'blue' : '');
    const csv = baselineCsv()
      .trimEnd()
      .split('\n')
      .map((line, i) => `${i === 0 ? 'colour' : colour(i)},${line}`)
      .join('\n');
    await world.upload(
      'baseline/colours/train.csv',
      labelledCsv(`${csv}\n`, (_, i) => (i % 2 === 0 ? 'yes' : 'no')),
    );
    const { inputs } = await world.answer(getPredictForm, { monitor: 'colours' });
    const [first] = inputs;
    expect(first).toMatchObject({ name: 'colour', type: 'categorical', range: null });
    expect(first?.levels.map(({ value }) => value)).toEqual(['blue', 'red']);
    expect(first?.missing).toBeCloseTo(1 / 6, 5);
  });

  test('is not sent again while the model stays', async () => {
    const first = await world.ask(getPredictForm, { monitor });
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
    expect((await world.ask(getPredictForm, { monitor }, { headers })).status).toBe(304);
  });

  test('needs a model', async () => {
    await world.upload('baseline/bare/train.csv', baselineCsv());
    expect(await world.refusal(getPredictForm, { monitor: 'bare' })).toMatchObject({ code: 'no-model' });
    expect(await world.refusal(getPredictForm, { monitor: 'none' })).toMatchObject({ code: 'no-monitor' });
  });
});

describe('a prediction', () => {
  test('of one row is that of a file with that row', async () => {
    const body = row(['amount', 80], ['age', '40'], ['rate', null]);
    const { ids, models } = await world.answer(predict, { monitor }, { body });
    expect(ids).toEqual(['1']);
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({ role: 'champion', absentInputs: [], rows: [{ prediction: 'yes' }] });
    const file = await world.answer(predict, { monitor }, { body: { csv: 'amount,age,rate\n80,40,\n' } });
    expect(file.models).toEqual(models);
    const sum = models[0]?.rows[0]?.probabilities.reduce((total, p) => total + p, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  test('of a file equals what the batch was predicted as', async () => {
    await world.upload('production/may.csv', cleanCsv(1));
    const [stored] = await world.predictions();
    const lines = (await world.artifact(stored?.scored?.predictions.key ?? ''))
      .trimEnd()
      .split('\n')
      .slice(1);
    const { models } = await world.answer(predict, { monitor }, { body: { csv: cleanCsv(1) } });
    expect(models[0]?.rows.map(({ prediction }) => prediction)).toEqual(
      lines.map((line) => line.split(',')[1]),
    );
    expect(models[0]?.rows[0]?.probabilities[0]).toBeCloseTo(Number(lines[0]?.split(',')[2]), 6);
  });

  test('comes from the model before as well', async () => {
    const newer = labelledCsv(`${baselineCsv()}50,50,0.5\n`, (amount) => (amount > 50 ? 'no' : 'yes'));
    await world.upload('baseline/newer.csv', newer);
    const { items } = await world.answer(listBaselines, { monitor });
    const { champion } = await world.answer(listModels, { monitor });
    const body = { baseline: items[0]?.version, rev: champion?.rev };
    await world.answer(promote, { monitor }, { body });
    await world.settle();
    const { models } = await world.answer(
      predict,
      { monitor },
      { body: row(['amount', 90], ['age', 40], ['rate', 0.5]) },
    );
    expect(models.map(({ role, rows }) => [role, rows[0]?.prediction])).toEqual([
      ['champion', 'no'],
      ['previous', 'yes'],
    ]);
  });

  test('names rows by their id where the data has one', async () => {
    await world.upload('baseline/named/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    const body = { csv: identifiedCsv(cleanCsv(1), 'row-') };
    const { ids } = await world.answer(predict, { monitor: 'named' }, { body });
    expect(ids.slice(0, 2)).toEqual(['row-0', 'row-1']);
  });

  test('says which inputs it did without', async () => {
    const { models } = await world.answer(predict, { monitor }, { body: row(['amount', 80]) });
    expect(models[0]?.absentInputs).toEqual(['age', 'rate']);
  });

  test.each([
    [{ row: [] }, 400],
    [row(['none', 1]), 400],
    [row(['amount', 1], ['amount', 2]), 400],
    [{ csv: '' }, 400],
    [{ csv: 'amount,age\n"1,2\n' }, 400],
    [{ csv: `amount\n${'1\n'.repeat(1_001)}` }, 413],
    [{ csv: `amount\n${'1'.repeat(1_000_000)}\n` }, 413],
    [{ row: { amount: 1 } }, 400],
    [{}, 400],
  ])('of %.60j is refused with a sentence', async (body, status) => {
    const refusal = await world.refusal(predict, { monitor }, { body });
    expect(refusal.status).toBe(status);
    expect(refusal.message).toMatch(/\.$/);
    expect(world.log).toEqual([]);
  });

  test('of inputs called like properties of objects works', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const lines = baselineCsv().trimEnd().split('\n').slice(1);
    await world.upload('baseline/odd/train.csv', labelledCsv(`${names.join(',')}\n${lines.join('\n')}\n`));
    const { inputs } = await world.answer(getPredictForm, { monitor: 'odd' });
    expect(inputs.map(({ name }) => name)).toEqual(names);
    const body = row(['__proto__', 90], ['constructor', 40], ['toString', 0.5]);
    const { models } = await world.answer(predict, { monitor: 'odd' }, { body });
    expect(models[0]).toMatchObject({ absentInputs: [], rows: [{ prediction: 'yes' }] });
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baselineCsv, cleanCsv, driftedCsv, labelledCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const givenModel = () => world.upload('baseline/train.csv', labelledCsv(baselineCsv()));

async function inCharge(): Promise<string> {
  return (await world.champion())?.model ?? '';
}

describe('a judged batch of a monitor with a model', () => {
  test('gets a line of predictions for every row, and a document on how they are distributed', async () => {
    await givenModel();
    await world.upload('production/a.csv', cleanCsv(1));
    const [batch] = await world.batches();
    const [prediction] = await world.predictions();
    const model = await inCharge();
    if (batch?.state !== 'judged') throw new Error('The batch was not judged.');
    const folder = `predictions/default/${batch.batchId}/${model}`;
    expect(prediction).toMatchObject({
      model,
      batchId: batch.batchId,
      file: 'production/a.csv',
      scored: { rows: 100, drifted: false, predictions: { key: `${folder}.csv` } },
    });
    const [header, ...lines] = (await world.artifact(`${folder}.csv`)).trimEnd().split('\n');
    expect(header).toBe('row_number,prediction,p_no,p_yes,model');
    expect(lines).toHaveLength(100);
    for (const [i, line] of lines.entries()) {
      const [row, predicted, no, yes, by] = line.split(',');
      expect([row, by]).toEqual([String(i + 1), model]);
      expect(Number(no) + Number(yes)).toBeCloseTo(1, 4);
      expect(predicted).toBe(Number(yes) > Number(no) ? 'yes' : 'no');
    }
    const summary = JSON.parse(await world.artifact(`${folder}.json`));
    expect(summary).toMatchObject({
      batchId: batch.batchId,
      model: { version: model },
      rows: 100,
      drift: { drifted: false },
      absentInputs: [],
    });
    const yes = lines.filter((line) => line.split(',')[1] === 'yes').length / 100;
    expect(summary.classes[1]).toMatchObject({ name: 'yes', after: yes });
    expect(summary.classes[0].before + summary.classes[1].before).toBeCloseTo(1, 12);
    expect(await world.pending()).toBe(0);
  });

  test('is said to be scored differently when its scores drifted', async () => {
    await givenModel();
    await world.upload('production/a.csv', driftedCsv(1, 1, 0.9));
    const [prediction] = await world.predictions();
    expect(prediction?.scored).toMatchObject({ drifted: true });
    const summary = JSON.parse(await world.artifact(prediction?.scored?.summary.key ?? ''));
    expect(summary.drift.classes).toMatchObject([{ class: 'yes', direction: 'up', drifted: true }]);
    expect(summary.classes[1].after).toBeGreaterThan(summary.classes[1].before);
  });

  test('is scored once, also when it is told of again and uploaded again', async () => {
    await givenModel();
    const event = await world.upload('production/a.csv', cleanCsv(1));
    const before = await world.predictions();
    await world.tell(event);
    await world.upload('production/b.csv', cleanCsv(1));
    expect(await world.predictions()).toEqual(before);
    expect(await world.artifacts('predictions/')).toHaveLength(2);
  });

  test('that lacks a column of the model is scored as if its values were missing', async () => {
    await givenModel();
    const lines = cleanCsv(1).trimEnd().split('\n');
    await world.upload(
      'production/a.csv',
      `${lines.map((line) => line.replace(/,[^,]*$/, '')).join('\n')}\n`,
    );
    const [prediction] = await world.predictions();
    expect(prediction?.scored?.rows).toBe(100);
    const summary = JSON.parse(await world.artifact(prediction?.scored?.summary.key ?? ''));
    expect(summary.absentInputs).toEqual(['rate']);
  });
});

describe('batches from before the first model', () => {
  test('of those judged the newest is scored when it takes charge, and only that one', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()).replace('label', 'bought'));
    for (const n of [1, 2, 3]) await world.upload(`production/${n}.csv`, cleanCsv(n));
    expect(await world.predictions()).toEqual([]);
    const reports = await Promise.all((await world.reports()).map((key) => world.artifact(key)));
    await world.upload('monitors/default.json', '{"label":"bought"}');
    expect(await world.predictions()).toMatchObject([{ file: 'production/3.csv', model: await inCharge() }]);
    expect(await Promise.all((await world.reports()).map((key) => world.artifact(key)))).toEqual(reports);
  });

  test('that waited for the baseline are all scored or, where the model came later, the newest is', async () => {
    for (const n of [1, 2]) await world.upload(`production/${n}.csv`, cleanCsv(n));
    await givenModel();
    expect((await world.predictions()).map(({ file }) => file)).toContain('production/2.csv');
  });
});

describe('a model that was changed', () => {
  test('is refused: people hear of it once, nothing is predicted, drift is watched as before', async () => {
    await givenModel();
    const model = await inCharge();
    world.tamper(`models/default/${model}/model.json`, (text) => text.replace('"seed":1', '"seed":2'));
    // A new process: the one before may have the true model in memory.
    world.start();
    await world.upload('production/a.csv', cleanCsv(1));
    await world.upload('production/b.csv', driftedCsv(2));
    expect(await world.predictions()).toMatchObject([
      { scored: null, refusal: { code: 'model-unusable' } },
      { scored: null, refusal: { code: 'model-unusable' } },
    ]);
    expect(world.alertCounts()).toEqual({ 'predictions.refused': 1, 'drift.opened': 1 });
    const alert = world.alerts().find(({ json }) => json.eventType === 'predictions.refused');
    expect(alert?.json).toMatchObject({ severity: 'critical', model, code: 'model-unusable' });
    expect(alert?.text).toContain(`models/default/${model}/model.json has SHA-256`);
    expect(await world.artifacts('predictions/')).toEqual([]);
    expect(await world.batches()).toMatchObject([{ verdict: 'ok' }, { verdict: 'drift' }]);
    expect(world.queue.deadLetters()).toEqual([]);
    expect(await world.pending()).toBe(0);
  });
});

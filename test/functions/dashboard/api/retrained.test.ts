import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listIncidents } from '../../../../functions/dashboard/wire/incidents.ts';
import {
  getModel,
  listBaselines,
  listModels,
  promote,
  rollback,
} from '../../../../functions/dashboard/wire/models.ts';
import { getMonitor } from '../../../../functions/dashboard/wire/monitors.ts';
import { predict } from '../../../../functions/dashboard/wire/predict.ts';
import { listRetrainings } from '../../../../functions/dashboard/wire/retrainings.ts';
import { previewSettings } from '../../../../functions/dashboard/wire/settings.ts';
import { answersTo, BATCH, driftedBatch } from '../../retrain/drifting-world.ts';
import { baselineCsv, identifiedCsv, labelledCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

/** Drift, answers to it, and what retraining made of them. */
async function retrained(mode: 'auto' | 'approve'): Promise<void> {
  await world.upload('monitors/default.json', JSON.stringify({ id: 'id', retrain: { mode } }));
  await world.upload('baseline/first.csv', identifiedCsv(labelledCsv(baselineCsv()), 'base'));
  await world.upload('production/drifted.csv', BATCH);
  await world.upload('labels/default/answers.csv', answersTo(BATCH));
}

describe('after a retraining', () => {
  test('the new model has its evidence, and comes from the labelled rows and the upload before them', async () => {
    await retrained('auto');
    const { champion, items } = await world.answer(listModels, { monitor });
    const [model] = items;
    expect(model).toMatchObject({ version: champion?.model, state: 'in-charge' });
    const detail = await world.answer(getModel, { monitor, model: champion?.model ?? '' });
    expect(detail.evidence).toMatchObject({ passed: true, label: 'label' });
    expect(detail.lineage.map(({ what, name }) => [what, name])).toMatchObject([
      ['model', 'logistic-regression'],
      ['labelled-rows', expect.stringMatching(/^windows\/default\//)],
      ['upload', 'baseline/first.csv'],
    ]);
    const [retraining] = (await world.answer(listRetrainings, { monitor })).items;
    expect(retraining).toMatchObject({ id: model?.retraining, state: 'promoted', trained: { passed: true } });
    const [baseline] = (await world.answer(listBaselines, { monitor })).items;
    expect(baseline?.window).toMatchObject({ batches: 1, retraining: retraining?.id });
    const [incident] = (await world.answer(listIncidents, { monitor })).items;
    expect(incident).toMatchObject({ state: 'closed', closedBy: retraining?.id });
  });

  test('predictions of both models stand side by side', async () => {
    await retrained('auto');
    const row = Object.entries({ amount: 100, age: 40, rate: 0.5 }).map(([name, value]) => ({ name, value }));
    const { models } = await world.answer(predict, { monitor }, { body: { row } });
    expect(models.map(({ role, rows }) => [role, rows[0]?.prediction])).toEqual([
      ['champion', 'no'],
      ['previous', 'yes'],
    ]);
  });

  test('settings are tried on batches that were compared with the labelled rows, also when columns are read otherwise', async () => {
    await retrained('auto');
    await world.upload('production/next.csv', driftedBatch('b', 2));
    for (const settings of [
      { id: 'id', alpha: 0.01 },
      { id: 'id', ignore: ['rate'] },
    ]) {
      const { batches } = await world.answer(previewSettings, { monitor }, { body: { settings, last: 1 } });
      expect(batches).toMatchObject([{ name: 'next.csv', after: { message: null } }]);
    }
  });
});

describe('a better model that waits for a person', () => {
  test('is the next step, and takes charge when an operator says so', async () => {
    await retrained('approve');
    const waiting = await world.answer(getMonitor, { monitor });
    expect(waiting).toMatchObject({
      next: { code: 'approve' },
      retraining: { state: 'waiting-for-approval' },
    });
    const model = waiting.retraining?.trained?.model;
    const body = { model, rev: waiting.champion?.rev };
    await world.answer(promote, { monitor }, { body });
    await world.settle();
    const after = await world.answer(getMonitor, { monitor });
    expect(after).toMatchObject({ status: 'healthy', incident: null, champion: { model } });

    await world.answer(rollback, { monitor }, { body: { rev: after.champion?.rev } });
    await world.settle();
    const { champion } = await world.answer(getMonitor, { monitor });
    const again = await world.ask(promote, { monitor }, { body: { model, rev: champion?.rev } });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({
      error: {
        code: 'no-candidate',
        message: 'This model was in charge before. Roll back to go back by one.',
      },
    });
  });
});

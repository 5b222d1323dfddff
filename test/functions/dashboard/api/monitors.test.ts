import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getMe } from '../../../../functions/dashboard/wire/me.ts';
import { getMonitor, listMonitors } from '../../../../functions/dashboard/wire/monitors.ts';
import { baselineCsv, cleanCsv, driftedCsv, identifiedCsv, labelledCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

const text = (words: readonly unknown[]) =>
  words.map((word) => (typeof word === 'string' ? word : 'THEN')).join('');

describe('the list of monitors', () => {
  test('is empty at first', async () => {
    expect(await world.answer(listMonitors, {})).toEqual({ items: [], cursor: null });
  });

  test('comes by name, in pages', async () => {
    for (const name of ['c', 'a', 'b']) await world.upload(`baseline/${name}/train.csv`, baselineCsv());
    const first = await world.answer(listMonitors, {}, { query: { limit: 2 } });
    expect(first.items.map(({ monitor }) => monitor)).toEqual(['a', 'b']);
    const rest = await world.answer(listMonitors, {}, { query: { limit: 2, cursor: first.cursor ?? '' } });
    expect(rest.items.map(({ monitor }) => monitor)).toEqual(['c']);
    expect(rest.cursor).toBeNull();
  });

  test('says of each how it stands and what to do next', async () => {
    await world.upload('production/waits/may.csv', cleanCsv(1));
    await world.upload('baseline/fine/train.csv', baselineCsv());
    await world.upload('production/fine/may.csv', cleanCsv(1));
    await world.upload('baseline/off/train.csv', baselineCsv());
    await world.upload('production/off/may.csv', driftedCsv(1, 2));
    const { items } = await world.answer(listMonitors, {});
    expect(items.map(({ status }) => status)).toEqual(['healthy', 'unreliable', 'learning']);
    expect(items.map(({ summary, next }) => [text(summary), next.code])).toEqual([
      ['The data still looks like the data the model learned from, last on THEN.', 'nothing'],
      ['Two of 3 features changed on THEN; the data is marked unreliable.', 'read-report'],
      ['One file waits for a baseline, the data that the model learned from.', 'upload-baseline'],
    ]);
    expect(items.at(-1)).toMatchObject({ waiting: 1, atWork: 0, newest: null });
  });
});

describe('a monitor', () => {
  test('has what is in charge, the incident, and the step that is due', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    await world.upload('production/may.csv', identifiedCsv(driftedCsv(1, 2), 'm'));
    const monitor = await world.answer(getMonitor, { monitor: 'default' });
    const champion = await world.champion();
    expect(monitor.champion).toMatchObject({ model: champion?.model, baseline: champion?.baseline });
    expect(monitor.model).toMatchObject({ version: champion?.model, label: 'label', state: 'in-charge' });
    expect(monitor.baseline).toMatchObject({ id: 'id', window: null, file: { name: 'train.csv' } });
    expect(monitor.incident).toMatchObject({ state: 'open', driftedFeatures: 2, driftingBatches: 1 });
    expect(monitor.incident?.firstBatch).toBe(monitor.newest?.batchId);
    expect(monitor.next).toMatchObject({ code: 'upload-labels', batch: monitor.newest?.batchId });
    expect(text(monitor.next.words)).toBe(
      'Labels are needed for 334 more rows to retrain: upload them here.',
    );
  });

  test('names a newer baseline that waits', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/may.csv', cleanCsv(1));
    await world.upload('baseline/newer.csv', labelledCsv(`${baselineCsv()}50,50,0.5\n`));
    const { candidate, next } = await world.answer(getMonitor, { monitor: 'default' });
    expect(candidate).toMatchObject({ state: 'candidate', file: { name: 'newer.csv' } });
    expect(next.code).toBe('review-candidate');
    expect(text(next.words)).toContain('newer.csv');
  });

  test.each(['none', '__proto__', 'constructor', 'a/b', '\u202egpj', 'x'.repeat(400)])(
    '%s is not there: 404 and a sentence',
    async (monitor) => {
      const { status, message } = await world.refusal(getMonitor, { monitor });
      expect(status).toBe(404);
      expect(message).toMatch(/\.$/);
      expect(world.log).toEqual([]);
    },
  );
});

test('who asks is told who they are, what they may do, and where files are put', async () => {
  world.who = { name: 'Eve', may: 'view' };
  expect(await world.answer(getMe, {})).toMatchObject({
    name: 'Eve',
    may: 'view',
    inputs: 'the inputs',
    uploadBytesMax: 10_000,
  });
});

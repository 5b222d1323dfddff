import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QuarantineRecord } from '../../../functions/records/quarantine-record.ts';
import { newestSettings } from '../../../functions/records/settings-record.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const settings = () => world.documents<{ settings: Record<string, unknown> }>('M#churn', 'SETTINGS#');

describe('settings', () => {
  test('are recorded with the defaults filled in', async () => {
    await world.upload('monitors/churn.json', '{"alpha":0.01}');
    expect(await settings()).toMatchObject([
      { settings: { alpha: 0.01, minEffect: 0.1, rule: 'significant-and-material' } },
    ]);
  });

  test('may begin with a byte order mark, as some editors write it', async () => {
    await world.upload('monitors/churn.json', '\ufeff{"alpha":0.01}');
    expect(await settings()).toHaveLength(1);
  });

  test.each([
    ['not JSON', '{alpha', 'not-json', /monitors\/churn\.json: it is not JSON/],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'not-json', /it is not JSON/],
    ['a value out of range', '{"alpha":7}', 'invalid-settings', /alpha must be above 0 and below 1, not 7/],
    ['a name that is not known', '{"alhpa":0.1}', 'invalid-settings', /alhpa/],
    ['nested trouble', '{"alert":{"minDriftedFeatures":0}}', 'invalid-settings', /alert\.minDriftedFeatures/],
    ['too long a file', `{"ignore":["${'x'.repeat(64 * 1024)}"]}`, 'limit', /the limit is 65536/],
  ])('that are %s are quarantined with the reason', async (_title, content, code, message) => {
    await world.upload('monitors/churn.json', content);
    expect(await settings()).toEqual([]);
    const [quarantined] = await world.documents<QuarantineRecord>('M#churn', 'QUARANTINE#');
    expect(quarantined).toMatchObject({ kind: 'settings', refusal: { code } });
    expect(quarantined?.refusal.message).toMatch(message);
    expect(world.alerts()[0]?.text).toContain('The settings from before stay in force.');
  });

  test('stored within one second apply in the order that the store gives, whatever order they are told in', async () => {
    const upload = async (alpha: number) => {
      const bytes = new TextEncoder().encode(JSON.stringify({ alpha }));
      const { versionId } = await world.objects.upload('monitors/churn.json', [bytes]);
      return versionId;
    };
    world.clock.wind(1000);
    const [first, second] = [await upload(0.01), await upload(0.02)];
    const event = { bucket: 'inputs', key: 'monitors/churn.json' } as const;
    await world.tell({ ...event, versionId: second, sequencer: '0062E99A88DC40746F' });
    await world.tell({ ...event, versionId: first, sequencer: '0062E99A88DC407460' });
    expect((await newestSettings(world.ports.records, 'churn')).settings.alpha).toBe(0.02);
  });

  test('that are wrong at great length are quarantined with a reason that fits into an alert', async () => {
    await world.upload('monitors/churn.json', JSON.stringify({ ['"'.repeat(30_000)]: 1 }));
    const [quarantined] = await world.documents<QuarantineRecord>('M#churn', 'QUARANTINE#');
    expect(quarantined?.refusal.message).toMatch(/^monitors\/churn\.json: unknown setting .{3900,}…$/);
    expect(quarantined?.refusal.message).toHaveLength(4000);
    expect(world.alertCounts()).toEqual({ 'file.quarantined': 1 });
  });

  test('apply to batches taken up after them, and are pinned by each', async () => {
    await world.upload('baseline/churn/train.csv', baselineCsv());
    await world.upload('production/churn/1.csv', driftedCsv(1));
    await world.upload('monitors/churn.json', '{"minEffect":0.6,"resolution":0.7}');
    await world.upload('production/churn/2.csv', driftedCsv(2));
    const batches = await world.batches('churn');
    expect(batches).toMatchObject([
      { verdict: 'drift', settings: null },
      { verdict: 'ok', settings: expect.stringMatching(/^2026-/) },
    ]);
  });

  test('under which the baseline cannot be read are told of each time, as alerts of their own', async () => {
    await world.upload('baseline/churn/train.csv', baselineCsv());
    await world.upload('monitors/churn.json', '{"label":"one"}');
    await world.upload('monitors/churn.json', '{"label":"two"}');
    const told = world.alerts().map(({ json }) => [json.eventType, JSON.stringify(json.refusal)]);
    expect(told.sort()).toEqual([
      ['file.quarantined', expect.stringContaining('one')],
      ['file.quarantined', expect.stringContaining('two')],
    ]);
  });

  test('that come late never replace newer ones', async () => {
    const older = await world.store('monitors/churn.json', '{"alpha":0.02}');
    await world.upload('monitors/churn.json', '{"alpha":0.01}');
    await world.tell(older);
    await world.upload('baseline/churn/train.csv', baselineCsv());
    await world.upload('production/churn/1.csv', cleanCsv(1));
    const [report] = await world.reports();
    const { body } = await world.objects.read({ bucket: 'artifacts', key: report ?? '' });
    let text = '';
    for await (const chunk of body) text += chunk;
    expect(JSON.parse(text).settings.alpha).toBe(0.01);
  });

  test('that ignore a column take it out of the baseline in charge, and later batches are not told of it', async () => {
    await world.upload('baseline/churn/train.csv', baselineCsv());
    await world.upload('monitors/churn.json', '{"ignore":["amount"]}');
    await world.upload('production/churn/1.csv', driftedCsv(1));
    expect(await world.batches('churn')).toMatchObject([{ verdict: 'ok', totalFeatures: 2 }]);
  });

  test('uploaded while the baseline is being read still reach it', async () => {
    // The baseline is read with the settings from before, and put in charge after the new ones are recorded.
    const baseline = await world.store('baseline/churn/train.csv', baselineCsv());
    await world.functions.consumers.baseline({ id: '1', body: JSON.stringify(baseline), attempt: 1 });
    const ignoring = await world.store('monitors/churn.json', '{"ignore":["amount"]}');
    await world.functions.consumers.settings({ id: '2', body: JSON.stringify(ignoring), attempt: 1 });
    await world.settle();
    await world.upload('production/churn/1.csv', cleanCsv(1));
    expect(await world.batches('churn')).toMatchObject([{ totalFeatures: 2 }]);
  });
});

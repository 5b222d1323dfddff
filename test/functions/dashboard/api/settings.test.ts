import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getSettings, previewSettings, putSettings } from '../../../../functions/dashboard/wire/settings.ts';
import { parseSettings } from '../../../../shared/config/parse-settings.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
let world: ApiWorld;
beforeEach(async () => {
  world = new ApiWorld();
  await world.upload('baseline/train.csv', baselineCsv());
});
afterEach(() => world.close());

describe('settings', () => {
  test('are the defaults where none were uploaded', async () => {
    const settings = parseSettings({});
    expect(await world.answer(getSettings, { monitor })).toEqual({
      ...{ version: null, uploaded: null, settings, defaults: settings },
    });
  });

  test('go the way of a file that was put there, and hold for batches from then on', async () => {
    world.clock.wind(1000);
    const body = { alpha: 0.01, alert: { minDriftedFeatures: 2 } };
    const { file, settings } = await world.answer(putSettings, { monitor }, { body });
    expect(settings).toEqual(parseSettings(body));
    expect(file.key).toBe('monitors/default.json');
    await world.settle();
    const stored = await world.answer(getSettings, { monitor });
    expect(stored.settings).toEqual(parseSettings(body));
    expect(stored.uploaded).toBe(world.clock.now());
    await world.upload('production/may.csv', driftedCsv(1));
    expect((await world.monitor())?.incident).toBeNull();
  });

  test.each([
    [{ alpha: 7 }, 'alpha', 'alpha must be above 0 and below 1, not 7.'],
    [{ alhpa: 0.1 }, 'alhpa', 'unknown setting "alhpa" (did you mean "alpha"?).'],
    [{ alert: { minDriftedFeatures: 0 } }, 'alert.minDriftedFeatures', /1 or more/],
    [{ minEffect: 0.4 }, 'resolution', /resolution must be above minEffect/],
  ])('%j are refused with the setting and what is allowed', async (body, field, message) => {
    const refusal = await world.refusal(putSettings, { monitor }, { body });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid-settings', field });
    if (typeof message === 'string') expect(refusal.message).toBe(message);
    else expect(refusal.message).toMatch(message);
    expect(await world.pending()).toBe(0);
  });

  test.each(['Upper', '-a', 'a_b', '__proto__'])('of a monitor called %s are refused', async (name) => {
    expect(await world.refusal(putSettings, { monitor: name }, { body: {} })).toMatchObject({
      status: 400,
      field: 'monitor',
    });
  });

  test.each(['text', 5, null, []])('that are %j are refused', async (body) => {
    expect(await world.refusal(putSettings, { monitor }, { body })).toMatchObject({ status: 400 });
  });
});

describe('a preview', () => {
  const preview = (settings: object, last?: number) =>
    world.answer(previewSettings, { monitor }, { body: { settings, ...(last !== undefined && { last }) } });

  test('says how many alerts other settings would have given, and changes nothing', async () => {
    for (let i = 1; i <= 3; i++) await world.upload(`production/clean-${i}.csv`, cleanCsv(i));
    await world.upload('production/drifted.csv', driftedCsv(1));
    const before = await world.documents('M#default', '');
    const strict = await preview({ alert: { minDriftedFeatures: 2 } });
    expect(strict.sentence).toBe('With these settings the last 4 batches would have given no alert, not 1.');
    expect(strict.before).toEqual({ alerts: 1, incidents: 1, allClears: 0 });
    expect(strict.batches.at(-1)).toMatchObject({
      name: 'drifted.csv',
      before: { alert: true },
      after: { alert: false },
    });
    expect((await preview({})).sentence).toBe(
      'With these settings the last 4 batches would have given 1 alert, as it was.',
    );
    expect((await preview({ alpha: 0.01 }, 1)).sentence).toBe(
      'With these settings the last batch would have given 1 alert, as it was.',
    );
    expect(await world.documents('M#default', '')).toEqual(before);
  });

  test('says that there is nothing to try settings on', async () => {
    expect(await preview({})).toMatchObject({
      sentence: 'No batch has been judged yet, so there is nothing to try settings on.',
      batches: [],
    });
  });

  test('tells of a batch that could not be compared under them', async () => {
    const amounts = cleanCsv(1).replaceAll(/,.*/g, '');
    await world.upload('production/amounts.csv', amounts);
    const { batches } = await preview({ ignore: ['amount'] });
    expect(batches[0]).toMatchObject({
      before: { verdict: 'drift' },
      after: { verdict: null, alert: false },
    });
    expect(batches[0]?.after.message).toMatch(/no column is one of the baseline/);
  });

  test('refuses settings that are wrong, and more batches than it takes', async () => {
    const refused = (body: unknown) => world.refusal(previewSettings, { monitor }, { body });
    expect(await refused({ settings: { alpha: 7 } })).toMatchObject({ field: 'alpha' });
    await world.upload('production/may.csv', cleanCsv(1));
    const unknown = await refused({ settings: { label: 'none' } });
    expect(unknown).toMatchObject({ status: 400, code: 'invalid-settings', field: 'settings' });
    expect(await refused({ settings: {}, last: 1000 })).toMatchObject({ status: 400, field: 'last' });
  });

  test('may be asked for by who may only look', async () => {
    world.who = { name: 'Eve', may: 'view' };
    await preview({});
  });
});

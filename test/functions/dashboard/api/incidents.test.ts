import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  acknowledgeIncident,
  getAlert,
  listAlerts,
  listIncidents,
  muteMonitor,
  unmuteMonitor,
} from '../../../../functions/dashboard/wire/incidents.ts';
import { getMonitor } from '../../../../functions/dashboard/wire/monitors.ts';
import { tellDecide } from '../../../../functions/decide/message.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const HOUR_MS = 3_600_000;
const monitor = 'default';
let world: ApiWorld;
beforeEach(async () => {
  world = new ApiWorld();
  await world.upload('baseline/train.csv', baselineCsv());
  await world.upload('production/may.csv', driftedCsv(1));
});
afterEach(() => world.close());

const incidents = async () => (await world.answer(listIncidents, { monitor })).items;
const alerts = async () => (await world.answer(listAlerts, { monitor })).items;

describe('incidents', () => {
  test('are listed newest first, open and closed', async () => {
    for (let i = 1; i <= 3; i++) await world.upload(`production/clean-${i}.csv`, cleanCsv(i));
    await world.upload('production/june.csv', driftedCsv(2));
    expect((await incidents()).map(({ state, acknowledged }) => [state, acknowledged])).toEqual([
      ['open', null],
      ['closed', null],
    ]);
  });

  test('that somebody looks after say who, since when, and what they noted', async () => {
    const [{ id: incident } = { id: '' }] = await incidents();
    const note = 'The <b>supplier</b> is asked.';
    const { sentence } = await world.answer(acknowledgeIncident, { monitor, incident }, { body: { note } });
    expect(sentence).toBe('It is written down that Ada looks after this incident.');
    await world.settle();
    const at = world.clock.now();
    expect((await incidents())[0]?.acknowledged).toEqual({ by: 'Ada', at, note });
    world.clock.wind(HOUR_MS);
    world.who = { name: 'Bob', may: 'operate' };
    await world.answer(acknowledgeIncident, { monitor, incident }, { body: {} });
    await world.settle();
    expect((await incidents())[0]?.acknowledged).toEqual({ by: 'Bob', at: at + HOUR_MS, note: '' });
    await world.upload('production/june.csv', driftedCsv(2));
    expect((await incidents())[0]).toMatchObject({ driftingBatches: 2, acknowledged: { by: 'Bob' } });
  });

  test('that are not there cannot be looked after', async () => {
    expect(
      await world.refusal(acknowledgeIncident, { monitor, incident: 'none' }, { body: {} }),
    ).toMatchObject({ status: 404, code: 'no-incident' });
  });
});

describe('alerts', () => {
  test('are listed, and read word for word as they were sent', async () => {
    const [listed] = await alerts();
    expect(listed).toMatchObject({ eventType: 'drift.opened', severity: 'critical', state: 'sent' });
    const alert = await world.answer(getAlert, { monitor, alert: listed?.alert ?? '' });
    const [sent] = world.alerts();
    expect(alert.text).toBe(sent?.text.replace(/\n$/, ''));
    expect(alert.document).toEqual(sent?.json);
  });

  test.each(['none', '1-2', `${'9'.repeat(200)}-a`, '__proto__'])('%s is not found', async (alert) => {
    expect(await world.refusal(getAlert, { monitor, alert })).toMatchObject({ status: 404 });
  });
});

describe('a muted monitor', () => {
  const mute = (until: number, reason = 'The supplier changes its format.') =>
    world.answer(muteMonitor, { monitor }, { body: { until, reason } }).then(() => world.settle());

  test('keeps alerts without sending them until the end, and says so', async () => {
    await mute(world.clock.now() + HOUR_MS);
    await world.upload('production/book.xlsx', 'PK');
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
    expect((await alerts())[0]).toMatchObject({ eventType: 'file.quarantined', state: 'muted' });
    const { muted } = await world.answer(getMonitor, { monitor });
    expect(muted).toMatchObject({ by: 'Ada', reason: 'The supplier changes its format.' });
    expect(await world.pending()).toBe(0);
    world.clock.wind(2 * HOUR_MS);
    await world.sweep();
    await world.upload('production/other.xlsx', 'PK2');
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'file.quarantined': 1 });
    expect((await world.answer(getMonitor, { monitor })).muted).toBeNull();
  });

  test('sends what is critical all the same', async () => {
    await mute(world.clock.now() + HOUR_MS);
    await world.upload('production/june.csv', driftedCsv(1, 3, 0.8));
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'drift.worsened': 1 });
  });

  test('is heard again at once when somebody ends it', async () => {
    await mute(world.clock.now() + HOUR_MS);
    world.clock.wind(1000);
    await world.answer(unmuteMonitor, { monitor });
    await world.settle();
    expect((await world.answer(getMonitor, { monitor })).muted).toBeNull();
    await world.upload('production/book.xlsx', 'PK');
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1, 'file.quarantined': 1 });
  });

  test('does what was asked last, however late another wish is heard', async () => {
    const at = world.clock.now();
    const wish = { kind: 'mute', monitor, by: 'Ada', reason: 'x' } as const;
    await tellDecide(world.ports, { ...wish, until: at, at: at + 2000 });
    await tellDecide(world.ports, { ...wish, until: at + HOUR_MS, at: at + 1000 });
    await world.settle();
    expect((await world.answer(getMonitor, { monitor })).muted).toBeNull();
  });

  test('has an end within 90 days and a reason', async () => {
    const now = world.clock.now();
    for (const until of [now, now - 1, now + 91 * 24 * HOUR_MS]) {
      expect(await world.refusal(muteMonitor, { monitor }, { body: { until, reason: 'x' } })).toMatchObject({
        status: 400,
        field: 'until',
      });
    }
    expect(
      await world.refusal(muteMonitor, { monitor }, { body: { until: now + 1000, reason: '  ' } }),
    ).toMatchObject({ status: 400, field: 'reason' });
    expect(
      await world.refusal(muteMonitor, { monitor }, { body: { until: now + 1000, reason: 'x'.repeat(501) } }),
    ).toMatchObject({ field: 'reason', message: 'reason must have at most 500 characters, not 501.' });
  });
});

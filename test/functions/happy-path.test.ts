import { afterEach, expect, test } from 'vitest';
import { baselineCsv, cleanCsv, driftedCsv } from './sample-csv.ts';
import { World } from './world.ts';

let world = new World();
afterEach(() => {
  expect(world.errors).toEqual([]);
  world.close();
  world = new World();
});

test('baseline, clean batch, drifting batch: two reports, one incident, one alert, monitor unreliable', async () => {
  await world.upload('baseline/churn/train.csv', baselineCsv());
  expect(await world.monitor('churn')).toMatchObject({ status: 'learning', newest: null });

  await world.upload('production/churn/monday.csv', cleanCsv(1));
  expect(await world.batches('churn')).toMatchObject([{ verdict: 'ok', driftedFeatures: 0 }]);
  expect(await world.monitor('churn')).toMatchObject({ status: 'healthy', newest: { verdict: 'ok' } });
  expect(world.alerts()).toEqual([]);

  await world.upload('production/churn/tuesday.csv', driftedCsv(2));
  expect(await world.batches('churn')).toMatchObject([
    { verdict: 'ok' },
    {
      verdict: 'drift',
      driftedFeatures: 1,
      totalFeatures: 3,
      top: [{ name: 'amount' }],
      decision: { change: 'opened' },
    },
  ]);
  expect(await world.monitor('churn')).toMatchObject({ status: 'unreliable' });
  expect(await world.reports()).toHaveLength(2);
  expect(await world.pending()).toBe(0);

  const [alert] = world.alerts();
  expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
  expect(alert?.subject).toBe('Driftline: data drift in churn (1 of 3 features)');
  expect(alert?.text).toContain('tuesday.csv');
  expect(alert?.text).toMatch(/amount: typical value/);
});

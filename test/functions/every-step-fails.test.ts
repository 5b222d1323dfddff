import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURES, type Upload, uploadFailing, worldsBefore } from './failing-upload.ts';
import { baselineCsv, cleanCsv, driftedCsv } from './sample-csv.ts';
import { World } from './world.ts';

let world: World;

/** Everything that can happen to a file: parked, judged clean, judged drifting, duplicate, quarantined. */
const UPLOADS: readonly Upload[] = [
  ['production/early.csv', cleanCsv(1)],
  ['monitors/default.json', '{"ignore":["rate"]}'],
  ['baseline/train.csv', baselineCsv()],
  ['production/clean.csv', cleanCsv(2)],
  ['production/drifted.csv', driftedCsv(3)],
  ['production/again.csv', driftedCsv(3)],
  ['production/broken.csv', 'amount,amount\n1,2\n'],
];

/** What must be there in the end, whatever went wrong on the way. */
async function outcome() {
  const batches = await world.batches();
  return {
    batches: batches.map((batch) => [
      batch.order.key,
      batch.state === 'judged' ? [batch.verdict, batch.totalFeatures, batch.decision?.change] : batch.state,
    ]),
    quarantined: (await world.documents<{ key: string }>('M#default', 'QUARANTINE#')).map(({ key }) => key),
    status: (await world.monitor())?.status,
    incidents: await world.documents('M#default', 'INCIDENT#').then((incidents) => incidents.length),
    alerts: world.alertCounts(),
    unsent: (await world.documents<{ state: string }>('M#default', 'ALERT#')).filter(
      ({ state }) => state !== 'sent',
    ),
    reports: (await world.reports()).length,
    pending: await world.pending(),
    deadLetters: world.queue.deadLetters(),
  };
}

const EXPECTED = {
  batches: [
    ['production/early.csv', ['ok', 2, 'none']],
    ['production/clean.csv', ['ok', 2, 'none']],
    ['production/drifted.csv', ['drift', 2, 'opened']],
    ['production/again.csv', 'duplicate'],
  ],
  quarantined: ['production/broken.csv'],
  status: 'unreliable',
  incidents: 1,
  alerts: { 'drift.opened': 1, 'file.quarantined': 1 },
  unsent: [],
  reports: 3,
  pending: 0,
  deadLetters: [],
};

let before: World[];
beforeAll(async () => {
  before = await worldsBefore(UPLOADS);
});
afterAll(() => {
  for (const one of before) one.close();
});

test('uploads of every kind end as expected when nothing fails', async () => {
  world = new World(before.at(-1));
  await world.sweep();
  expect(await outcome()).toEqual(EXPECTED);
  world.close();
});

describe.each(UPLOADS.map((upload, i) => ({ i, upload, key: upload[0] })))('$key', ({ i, upload }) => {
  test.each(FAILURES)('ends the same when at any single step %s', async (_title, failure) => {
    const origin = before[i] as World;
    const whole = await uploadFailing(origin, upload, 0, failure);
    world = whole.world;
    const expected = await outcome();
    world.close();
    expect(whole.steps).toBeGreaterThan(8);
    expect(expected.deadLetters).toEqual([]);
    for (let failAt = 1; failAt <= whole.steps; failAt++) {
      world = (await uploadFailing(origin, upload, failAt, failure)).world;
      expect(await outcome(), `failing at step ${failAt} of ${whole.steps}`).toEqual(expected);
      world.close();
    }
  });
});

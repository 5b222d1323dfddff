import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURES, type Upload, uploadFailing, worldsBefore } from '../failing-upload.ts';
import { baselineCsv, cleanCsv, identifiedCsv, labelledCsv, labelsCsv } from '../sample-csv.ts';
import type { World } from '../world.ts';

/** Everything that can happen to answers: they wait, come first, in the batch, later, and cannot be used. */
const UPLOADS: readonly Upload[] = [
  ['labels/default/early.csv', labelsCsv('a', 0, 20)],
  ['baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b')],
  ['production/a.csv', identifiedCsv(cleanCsv(1), 'a')],
  ['production/own.csv', identifiedCsv(labelledCsv(cleanCsv(2)), 'c')],
  ['labels/default/late.csv', labelsCsv('a', 10, 60, (i) => (i < 15 ? 'no' : 'yes'))],
  ['labels/default/broken.csv', 'x\n1\n'],
];

/** What must be there in the end, whatever went wrong on the way. */
async function outcome(world: World) {
  return {
    performances: (await world.performances()).map(({ file, labelled, duplicates, conflicts, measured }) => ({
      ...{ file, labelled, duplicates, conflicts },
      accuracy: measured?.accuracy.value,
    })),
    files: (await world.labelFiles()).map(({ order, ids, found }) => [order.key, ids, found]),
    alerts: world.alertCounts(),
    pending: await world.pending(),
    deadLetters: world.queue.deadLetters(),
  };
}

let before: World[];
beforeAll(async () => {
  before = await worldsBefore(UPLOADS);
});
afterAll(() => {
  for (const one of before) one.close();
});

test('answers count as expected when nothing fails', async () => {
  expect(await outcome(before.at(-1) as World)).toMatchObject({
    performances: [
      { file: 'production/a.csv', labelled: 60, duplicates: 5, conflicts: 5 },
      { file: 'production/own.csv', labelled: 100, duplicates: 0, conflicts: 0 },
    ],
    files: [
      ['labels/default/early.csv', 20, 0],
      ['labels/default/late.csv', 50, 50],
    ],
    alerts: { 'file.quarantined': 1 },
    pending: 0,
    deadLetters: [],
  });
});

/** The baseline's own steps are tested with models. */
const TESTED = UPLOADS.map((upload, i) => ({ i, upload, key: upload[0] })).filter(
  ({ key }) => !key.startsWith('baseline/'),
);

describe.each(TESTED)('$key', ({ i, upload }) => {
  test.each(FAILURES)('ends the same when at any single step %s', async (_title, failure) => {
    const origin = before[i] as World;
    const whole = await uploadFailing(origin, upload, 0, failure);
    const expected = await outcome(whole.world);
    whole.world.close();
    expect(expected.deadLetters).toEqual([]);
    for (let failAt = 1; failAt <= whole.steps; failAt++) {
      const { world } = await uploadFailing(origin, upload, failAt, failure);
      expect(await outcome(world), `failing at step ${failAt} of ${whole.steps}`).toEqual(expected);
      world.close();
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelRecord } from '../../../functions/records/model-record.ts';
import { FAILURES, type Upload, uploadFailing, worldsBefore } from '../failing-upload.ts';
import { baselineCsv, cleanCsv, driftedCsv, labelledCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

/** Everything that can happen to a model: refused, trained and put in charge, scoring, learned anew. */
const UPLOADS: readonly Upload[] = [
  ['production/early.csv', cleanCsv(1)],
  ['monitors/default.json', '{"label":"label"}'],
  ['baseline/one-class.csv', labelledCsv(baselineCsv(), () => 'yes')],
  ['baseline/train.csv', labelledCsv(baselineCsv())],
  ['production/drifted.csv', driftedCsv(2)],
  ['monitors/default.json', '{"label":"label","ignore":["rate"]}'],
];

/**
 * What must be there in the end, whatever went wrong on the way. Versions are told by what they are: every upload has
 * another one.
 */
async function outcome(world: World) {
  const champion = await world.champion();
  const models = await world.models();
  const nameOf = ({ state, baseline, trained }: ModelRecord) =>
    `${state} ${trained?.metrics.accuracy}${baseline === champion?.baseline ? ' on the baseline in charge' : ''}`;
  const names = new Map(models.map((model) => [model.version, nameOf(model)]));
  return {
    champion: names.get(champion?.model ?? ''),
    models: [...names.values()].sort(),
    refusals: models.flatMap(({ refusal }) => refusal ?? []),
    predictions: (await world.predictions())
      .map(({ file, model, scored }) => [file, names.get(model), scored?.rows, scored?.drifted].join(', '))
      .sort(),
    artifacts: (await world.artifacts('models/')).length,
    scored: (await world.artifacts('predictions/')).length,
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

test('models come and score as expected when nothing fails', async () => {
  const seen = await outcome(before.at(-1) as World);
  expect(seen.champion).toMatch(/^in-charge 0.8\d+ on the baseline in charge$/);
  expect(seen.models.map((model) => model.split(' ')[0])).toEqual(['in-charge', 'refused', 'superseded']);
  expect(seen.refusals).toHaveLength(1);
  expect(seen.predictions.filter((one) => one.startsWith('production/drifted.csv'))).toHaveLength(2);
  expect(seen.alerts).toEqual({ 'training.refused': 1, 'drift.opened': 1 });
  expect(seen).toMatchObject({ pending: 0, deadLetters: [] });
});

type Case = (typeof FAILURES)[number];
/** Those that find what steps of the same kind elsewhere do not. */
const MOST_TELLING = FAILURES.filter((_, i) => i === 0 || i === FAILURES.length - 1);

describe.each([
  { i: 2, what: 'a baseline from which nothing can be learned', failures: MOST_TELLING },
  { i: 3, what: 'a baseline with labels', failures: FAILURES },
  { i: 4, what: 'a batch that is scored', failures: FAILURES },
  { i: 5, what: 'settings that have the model learned anew', failures: MOST_TELLING },
])('$what', ({ i, failures }) => {
  test.each(failures)('ends the same when at any single step %s', async (_title, failure) => {
    await endsTheSame(before[i] as World, UPLOADS[i] as Upload, failure);
  });
});

test.each(MOST_TELLING)('a batch whose model was changed ends the same when %s', async (_title, failure) => {
  const origin = new World(before[4]);
  const key = (await origin.artifacts('models/')).find((one) => one.endsWith('/model.json'));
  origin.tamper(key ?? '', (text) => text.replace('"seed":1', '"seed":2'));
  const seen = await endsTheSame(origin, ['production/next.csv', cleanCsv(9)], failure);
  expect(seen.alerts).toMatchObject({ 'predictions.refused': 1 });
  origin.close();
});

async function endsTheSame(origin: World, upload: Upload, failure: Case[1]) {
  const whole = await uploadFailing(origin, upload, 0, failure);
  const expected = await outcome(whole.world);
  whole.world.close();
  expect(whole.steps).toBeGreaterThan(8);
  expect(expected.deadLetters).toEqual([]);
  for (let failAt = 1; failAt <= whole.steps; failAt++) {
    const { world } = await uploadFailing(origin, upload, failAt, failure);
    expect(await outcome(world), `failing at step ${failAt} of ${whole.steps}`).toEqual(expected);
    world.close();
  }
  return expected;
}

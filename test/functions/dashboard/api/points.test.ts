import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getHistory, getPoints } from '../../../../functions/dashboard/wire/points.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
let world: ApiWorld;
beforeEach(async () => {
  world = new ApiWorld();
  await world.upload('baseline/train.csv', baselineCsv());
  await world.upload('production/may.csv', cleanCsv(1));
  await world.upload('production/june.csv', driftedCsv(1, 2));
});
afterEach(() => world.close());

describe('the heat map', () => {
  test('has for each batch, newest first, the change of each feature, and which drifted', async () => {
    const { features, batches, cursor } = await world.answer(getPoints, { monitor });
    expect(features).toEqual(['age', 'amount', 'rate']);
    expect(cursor).toBeNull();
    expect(batches.map(({ name, verdict, drifted }) => [name, verdict, drifted])).toEqual([
      ['june.csv', 'drift', [0, 1]],
      ['may.csv', 'ok', []],
    ]);
    const report = JSON.parse(await world.artifact(`reports/default/${batches[0]?.batchId}.json`));
    for (const { name, statistic } of report.features) {
      expect(batches[0]?.change[features.indexOf(name)]).toBe(Math.round(1000 * statistic));
    }
  });

  test('shows the features asked for alone', async () => {
    const one = await world.answer(getPoints, { monitor }, { query: { feature: 'rate' } });
    expect(one.features).toEqual(['rate']);
    const two = await world.answer(getPoints, { monitor }, { query: { feature: ['rate', 'age', 'none'] } });
    expect(two.features).toEqual(['age', 'rate']);
    expect(two.batches[0]).toMatchObject({ drifted: [0] });
    expect(two.batches[0]?.change).toHaveLength(2);
  });

  test('marks features that a batch does not have', async () => {
    world.clock.wind(1000);
    const wider = baselineCsv()
      .split('\n')
      .map((line, i) => line.replace(',', `,${i === 0 ? 'zone' : i % 7},`))
      .join('\n');
    await world.upload('baseline/wider.csv', wider);
    await world.upload('production/july.csv', cleanCsv(3));
    const { features, batches } = await world.answer(getPoints, { monitor });
    expect(features).toEqual(['age', 'amount', 'rate', 'zone']);
    expect(batches.map(({ change }) => change[3])).toEqual([1000, -1, -1]);
  });

  test('comes in pages, and what was sent is not read again', async () => {
    const first = await world.ask(getPoints, { monitor }, { query: { limit: 1 } });
    const page = (await first.json()) as { batches: unknown[]; cursor: string };
    expect(page.batches).toHaveLength(1);
    const second = await world.answer(getPoints, { monitor }, { query: { limit: 1, cursor: page.cursor } });
    expect(second.batches.map(({ name }) => name)).toEqual(['may.csv']);
    const known = { 'If-None-Match': first.headers.get('ETag') ?? '' };
    expect((await world.ask(getPoints, { monitor }, { query: { limit: 1 }, headers: known })).status).toBe(
      304,
    );
    await world.upload('production/july.csv', cleanCsv(4));
    expect((await world.ask(getPoints, { monitor }, { query: { limit: 1 }, headers: known })).status).toBe(
      200,
    );
  });
});

describe('the history of a feature', () => {
  test('has its numbers batch by batch', async () => {
    const { items } = await world.answer(getHistory, { monitor }, { query: { feature: 'age' } });
    expect(items.map(({ name, drifted, missing }) => [name, drifted, missing])).toEqual([
      ['june.csv', true, 0],
      ['may.csv', false, 0],
    ]);
    expect(items[0]?.typical).toBeGreaterThan(items[1]?.typical ?? Number.NaN);
    expect(items[0]?.change).toBeCloseTo(0.4, 1);
  });

  test.each(['none', '__proto__', 'constructor', '<b>', '\u202e'])('of %s is empty', async (feature) => {
    const { items } = await world.answer(getHistory, { monitor }, { query: { feature } });
    expect(items).toEqual([]);
  });

  test('has to be told of which', async () => {
    expect(await world.refusal(getHistory, { monitor })).toMatchObject({
      status: 400,
      code: 'missing',
      field: 'feature',
    });
  });
});

describe('features of hostile names', () => {
  const NAMES = ['__proto__', 'constructor', '<script>', '=cmd()', '\u202egpj', 'a,b'];
  const quoted = (name: string) => (name.includes(',') ? `"${name}"` : name);
  const csv = (rows: number, shift: number) =>
    [
      NAMES.map(quoted).join(','),
      ...Array.from({ length: rows }, (_, i) =>
        NAMES.map((_, k) => ((i * (7 + k)) % rows) + shift).join(','),
      ),
      '',
    ].join('\n');

  test('keep their names and their numbers', async () => {
    await world.upload('baseline/odd/train.csv', csv(120, 0));
    await world.upload('production/odd/may.csv', csv(120, 60));
    const { features, batches } = await world.answer(getPoints, { monitor: 'odd' });
    expect(features).toEqual([...NAMES].sort());
    expect(batches[0]?.drifted).toHaveLength(NAMES.length);
    for (const feature of NAMES) {
      const { items } = await world.answer(getHistory, { monitor: 'odd' }, { query: { feature } });
      expect(items).toHaveLength(1);
    }
  });
});

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { looksBroken } from '../../../shared/report/broken-data.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { hostileReport } from './example-reports.ts';
import { type Columns, reportOf, reportOfFiles } from './report-of.ts';

const ROWS = 400;
const draw = <T>(seed: number, one: (random: ReturnType<typeof seededRandom>, row: number) => T): T[] => {
  const random = seededRandom(seed);
  return Array.from({ length: ROWS }, (_, row) => one(random, row));
};
const world = (seed: number, shift = 0): Columns => ({
  heat: draw(seed, (random) => 20 + shift + 5 * random.normal()),
  flow: draw(seed + 1, (random) => 3 + random.normal()),
  mode: draw(seed + 2, (random) => ['eco', 'fast', 'off'][random.integer(3)]!),
});
const baseline = world(1);
const types = { heat: 'numeric', flow: 'numeric', mode: 'categorical' } as const;
const brokenIn = async (production: Columns) => looksBroken(await reportOf(baseline, production, { types }));

describe('looksBroken says nothing', () => {
  test('of a clean batch, and of a world in which everything moved', async () => {
    expect(await brokenIn(world(11))).toEqual([]);
    const moved = world(12, 30);
    const mode = draw(13, (random) => ['eco', 'fast', 'turbo'][random.integer(3)]!);
    expect(await brokenIn({ ...moved, mode })).toEqual([]);
  });

  test('of values that are missing less often than before', async () => {
    const holes = { ...baseline, heat: baseline.heat!.map((x, row) => (row % 3 === 0 ? null : x)) };
    expect(looksBroken(await reportOf(holes, world(14), { types }))).toEqual([]);
  });

  const files = (folder: string) =>
    readdirSync(new URL(`../../../data/${folder}/production`, import.meta.url)).map(
      (file) => `${folder}/production/${file}`,
    );
  test.each([
    ['obesity', 'NObeyesdad'],
    ['loans', 'approved'],
  ])('of the drifting batches of %s', async (folder, label) => {
    for (const file of files(folder)) {
      const report = await reportOfFiles(`${folder}/baseline.csv`, file, { id: 'id', label });
      expect([file, looksBroken(report)]).toEqual([file, []]);
    }
  });
});

describe('looksBroken tells of', () => {
  test('a column that is missing', async () => {
    const { flow: _, ...rest } = world(21);
    expect(await brokenIn(rest)).toEqual(['Column "flow" is missing.']);
  });

  test('a column that cannot be read', async () => {
    const production = world(22);
    const flow = production.flow!.map((x) => `${x} l/min`);
    expect(await brokenIn({ ...production, flow })).toEqual([
      'Most values in column "flow" are not numbers any more.',
    ]);
  });

  test('a jump in missing values, and in values that cannot be read', async () => {
    const production = world(23);
    const holes = (cell: string | null) => production.heat!.map((x, row) => (row % 4 === 0 ? cell : x));
    expect(await brokenIn({ ...production, heat: holes(null) })).toEqual([
      'Column "heat" has no value in 25 % of the rows, 0 % before.',
    ]);
    expect(await brokenIn({ ...production, heat: holes('error') })).toEqual([
      'Column "heat" has no readable value in 25 % of the rows, 0 % before.',
    ]);
  });

  test('a number that is stuck in nearly all rows, not in a third of them', async () => {
    const production = world(24);
    const stuck = (rows: number) => production.heat!.map((x, row) => (row < rows ? 7 : x));
    expect(await brokenIn({ ...production, heat: stuck(390) })).toEqual([
      'Column "heat": 98 % of the values are 7: stuck, or a default filled in?',
    ]);
    expect(await brokenIn({ ...production, heat: stuck(130) })).toEqual([]);
  });

  test('a category that is stuck, and categories written in another way', async () => {
    const production = world(25);
    const mode = production.mode!.map((level, row) => (row < 380 ? 'eco' : level));
    expect((await brokenIn({ ...production, mode }))[0]).toMatch(
      /^Column "mode": 9\d % of the values are "eco", 3\d % before: stuck, or a default filled in\?$/,
    );
    const codes = production.mode!.map((level) => (level === 'eco' ? 'E' : 'F'));
    expect(await brokenIn({ ...production, mode: codes })).toEqual([
      'Column "mode": 100 % of the values are ones that the baseline does not have. Is it written in another way?',
    ]);
  });

  test('at most ten things, of at most 300 characters, none of which acts on its surroundings', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `${'\u202e'.repeat(200)}${i}`);
    const wide = Object.fromEntries(names.map((name, i) => [name, draw(i, (random) => random.normal())]));
    const sentences = looksBroken(await reportOf({ ...baseline, ...wide }, world(26), { types }));
    expect(sentences).toHaveLength(10);
    expect(sentences.at(-1)).toBe('21 more columns look broken.');
    const long = '😀'.repeat(200);
    const stuck = await reportOf(
      { [long]: baseline.mode! },
      { [long]: draw(27, (_, row) => (row < 9 ? 'eco' : 'off')) },
    );
    const spelled = JSON.parse(JSON.stringify(stuck).replaceAll('"off"', JSON.stringify(long)));
    for (const sentence of [...sentences, ...looksBroken(spelled), ...looksBroken(hostileReport)]) {
      expect(sentence.length).toBeLessThanOrEqual(300);
      expect(sentence).not.toContain('\u202e');
    }
  });
});

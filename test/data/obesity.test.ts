import { expect, test } from 'vitest';
import { classFromWeek5 } from '../../shared/simulate/demo-obesity.ts';
import { batchNames, dataRows } from './data-files.ts';

type Row = Record<string, string>;

const WEEKS = batchNames('week', 10);
const source = dataRows('obesity/source.csv');
const baseline = dataRows('obesity/baseline.csv');
const weeks = WEEKS.map((name) => dataRows(`obesity/production/${name}`));
const labels = WEEKS.map((name) => dataRows(`obesity/labels/${name}`));
const NUMERIC = ['Age', 'Height', 'Weight', 'FCVC', 'NCP', 'CH2O', 'FAF', 'TUE'];

const values = (rows: Row[], column: string) => rows.map((row) => Number(row[column]));
const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** Largest difference between two empirical distribution functions, from the definition. */
function ksDistance(a: number[], b: number[]): number {
  const share = (xs: number[], at: number) => xs.filter((x) => x <= at).length / xs.length;
  return Math.max(...new Set([...a, ...b].map((at) => Math.abs(share(a, at) - share(b, at)))));
}

/** A person without id and class. */
const person = ({ id: _id, NObeyesdad: _class, ...features }: Row) => JSON.stringify(features);

/** How often each person is in a list of rows. */
function tally(rows: Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(person(row), (counts.get(person(row)) ?? 0) + 1);
  return counts;
}

test('the baseline is 811 rows of the source, each named by its row number there', () => {
  expect(baseline.length).toBe(811);
  expect(new Set(baseline.map(({ id }) => id)).size).toBe(811);
  for (const { id, ...row } of baseline) expect(row, id).toEqual(source[Number(id!.slice(1)) - 1]);
});

test('every week holds 300 real people, none twice, and none of the baseline', () => {
  const pool = tally(source);
  for (const [known, times] of tally(baseline)) pool.set(known, pool.get(known)! - times);
  for (const week of weeks) {
    expect(week.length).toBe(300);
    for (const [visitor, times] of tally(week)) expect(times).toBeLessThanOrEqual(pool.get(visitor) ?? 0);
  }
});

test('weeks 1 to 4 look like the baseline: D below 0.1 in every numeric feature', () => {
  for (const week of weeks.slice(0, 4)) {
    for (const feature of NUMERIC) {
      expect(ksDistance(values(baseline, feature), values(week, feature)), feature).toBeLessThan(0.1);
    }
  }
});

test('from week 5 on people are older, heavier and less active: D above 0.18 in each', () => {
  for (const week of weeks.slice(4)) {
    for (const [feature, sign] of [
      ['Age', 1],
      ['Weight', 1],
      ['FAF', -1],
    ] as const) {
      const before = values(baseline, feature);
      const after = values(week, feature);
      expect(sign * (mean(after) - mean(before)), feature).toBeGreaterThan(0);
      expect(ksDistance(before, after), feature).toBeGreaterThan(0.18);
    }
  }
});

test('weeks 1 to 4 are classified as in the source', () => {
  const known = new Set(source.map((row) => person(row) + row.NObeyesdad));
  for (const [i, week] of weeks.slice(0, 4).entries()) {
    for (const [j, row] of week.entries()) expect(known).toContain(person(row) + labels[i]![j]!.NObeyesdad);
  }
});

test('from week 5 on body-mass index alone decides, and about four in ten are in another class than before', () => {
  const oldClass = new Map(source.map((row) => [person(row), row.NObeyesdad]));
  for (const [i, week] of weeks.entries()) {
    if (i < 4) continue;
    let moved = 0;
    for (const [j, row] of week.entries()) {
      const now = labels[i]![j]!.NObeyesdad;
      expect(now, row.id).toBe(classFromWeek5(Number(row.Weight), Number(row.Height)));
      if (now !== oldClass.get(person(row))) moved++;
    }
    expect(moved / week.length).toBeGreaterThan(0.3);
    expect(moved / week.length).toBeLessThan(0.55);
  }
});

test.each([
  [18.49, 'Insufficient_Weight'],
  [18.5, 'Normal_Weight'],
  [22.99, 'Normal_Weight'],
  [23, 'Overweight_Level_I'],
  [25.25, 'Overweight_Level_II'],
  [27.5, 'Obesity_Type_I'],
  [32.5, 'Obesity_Type_II'],
  [37.49, 'Obesity_Type_II'],
  [37.5, 'Obesity_Type_III'],
])('from week 5 on a body-mass index of %f is %s', (bmi, name) => {
  expect(classFromWeek5(bmi, 1)).toBe(name);
});

test('weeks 5 to 10 have at least 60 people of every class, so that a model can be judged on each', () => {
  const counts = new Map<string, number>();
  for (const { NObeyesdad } of labels.slice(4).flat()) {
    counts.set(NObeyesdad!, (counts.get(NObeyesdad!) ?? 0) + 1);
  }
  expect(counts.size).toBe(7);
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(60);
});

test('batches hold no class, and labels join to every row exactly once', () => {
  const { NObeyesdad: _, ...features } = baseline[0]!;
  for (const [i, week] of weeks.entries()) {
    expect(Object.keys(week[0]!)).toEqual(Object.keys(features));
    expect(labels[i]!.map(({ id }) => id)).toEqual(week.map(({ id }) => id));
  }
  expect(new Set(weeks.flat().map(({ id }) => id)).size).toBe(3_000);
});

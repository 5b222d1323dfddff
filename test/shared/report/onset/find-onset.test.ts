import { describe, expect, test } from 'vitest';
import { explanation } from '../../../../shared/report/words/verdict-words.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';
import { type Columns, reportOf } from '../report-of.ts';

const BASELINE_ROWS = 1000;

/** Two columns: a number and one of three levels. `cell` may change either. */
function file(
  rows: number,
  seed: number,
  cell: (i: number, cells: { amount: number | null; plan: string | null }) => typeof cells = (_, cells) =>
    cells,
): Columns {
  const random = seededRandom(seed);
  const cells = Array.from({ length: rows }, (_, i) =>
    cell(i, { amount: random.normal(), plan: ['basic', 'plus', 'pro'][random.integer(3)]! }),
  );
  return { amount: cells.map(({ amount }) => amount), plan: cells.map(({ plan }) => plan) };
}

const baseline = file(BASELINE_ROWS, 1);
type Cells = Parameters<NonNullable<Parameters<typeof file>[2]>>[1];
const raised = (cells: Cells, by: number) => ({ ...cells, amount: cells.amount! + by });

describe('onset', () => {
  test('is the very row where numbers begin to differ, when every row was looked at', async () => {
    const report = await reportOf(
      baseline,
      file(1500, 2, (i, c) => (i < 900 ? c : raised(c, 4))),
    );
    expect(report.onset).toMatchObject({ feature: 'amount', exact: true });
    expect(Math.abs(report.onset!.row - 901)).toBeLessThanOrEqual(3);
    expect(explanation(report)).toMatch(/It began near row \d{3} of 1,500 \(seen in amount\)\.$/);
  });

  test('is near that row in a file larger than the sample', async () => {
    const report = await reportOf(
      baseline,
      file(20_000, 3, (i, c) => (i < 15_000 ? c : raised(c, 3))),
    );
    expect(report.onset).toMatchObject({ feature: 'amount', exact: false });
    expect(Math.abs(report.onset!.row - 15_000)).toBeLessThan(1000);
    expect(explanation(report)).toMatch(/near row 1[4-6],000 of 20,000/);
  });

  test('is where a level begins to show, or a column to be empty', async () => {
    const level = await reportOf(
      baseline,
      file(1500, 4, (i, c) => (i < 800 ? c : { ...c, plan: 'free' })),
    );
    expect(Math.abs(level.onset!.row - 801)).toBeLessThanOrEqual(3);
    const missing = await reportOf(
      baseline,
      file(1500, 5, (i, c) => (i < 700 ? c : { ...c, amount: null })),
    );
    expect(missing.onset).toMatchObject({ feature: 'amount' });
    expect(Math.abs(missing.onset!.row - 701)).toBeLessThanOrEqual(3);
  });

  test.each([
    ['that drifted from its first row', file(1500, 6, (_, c) => raised(c, 2))],
    [
      'that is sorted',
      { amount: Array.from({ length: 1500 }, (_, i) => i / 100), plan: Array(1500).fill('pro') },
    ],
    ['whose drift comes by and by', file(1500, 7, (i, c) => raised(c, i / 500))],
    ['whose last rows alone differ', file(1500, 8, (i, c) => (i < 1480 ? c : raised(c, 50)))],
    ['without drift', file(1500, 9)],
  ])('is not said of a batch %s', async (_, production) => {
    expect(await reportOf(baseline, production)).not.toHaveProperty('onset');
  });

  test('is seldom said where rows that drifted lie among others in no order', async () => {
    let said = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = seededRandom(seed);
      const production = file(500, 100 + seed, (_, c) => (random.uniform() < 0.5 ? c : raised(c, 3)));
      if ((await reportOf(baseline, production)).onset !== undefined) said++;
    }
    expect(said).toBe(0);
  });
});

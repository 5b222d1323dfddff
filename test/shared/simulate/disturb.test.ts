import { describe, expect, test } from 'vitest';
import {
  addCategory,
  loseValues,
  stick,
  swapCategories,
} from '../../../shared/simulate/cell-disturbances.ts';
import { disturb } from '../../../shared/simulate/disturb.ts';
import type { Disturbance } from '../../../shared/simulate/disturbance.ts';
import { changeUnit, noise, scale, shift } from '../../../shared/simulate/number-disturbances.ts';
import { columnTexts, formatTable, makeTable, type Table } from '../../../shared/simulate/table.ts';
import { unitConversion } from '../../../shared/simulate/units.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

const AT_ONCE = { row: 0, gradual: false };
const ROWS = 2_000;

/** Column x counts up, kind alternates, note holds text that CSV has to quote, y must never change. */
function baseline(rows = ROWS): Table {
  return makeTable(
    ['x', 'kind', 'note', 'y'],
    Array.from({ length: rows }, (_, i) => [String(i), i % 2 ? 'red' : 'blue', `a "b", ${i}`, `${i}.50`]),
  );
}

function disturbed(disturbance: Disturbance, { onset = AT_ONCE, seed = 1, table = baseline() } = {}): Table {
  return disturb(table, table, [disturbance], onset, seededRandom(seed));
}

function numbers(table: Table, column: string): number[] {
  return columnTexts(table, column).map(Number);
}

/** Rows whose cell of the column changed, in order. */
function changedRows(table: Table, column: string, before = baseline()): number[] {
  const old = columnTexts(before, column);
  return columnTexts(table, column).flatMap((text, i) => (text === old[i] ? [] : [i]));
}

const EVERY_DISTURBANCE: [string, Disturbance][] = [
  ['scale', scale('x', 1.25)],
  ['shift', shift('x', { value: 2, unit: 'sd' })],
  ['noise', noise('x', { value: 1, unit: 'sd' })],
  ['changeUnit', changeUnit('x', unitConversion('kg', 'lb')!)],
  ['loseValues', loseValues('kind', 0.3)],
  ['swapCategories', swapCategories('kind', 'red', 'blue')],
  ['addCategory', addCategory('kind', 'green', 0.3)],
  ['stick', stick('note', 'frozen')],
];

describe.each(EVERY_DISTURBANCE)('%s', (_, disturbance) => {
  test('changes its own column and leaves every other cell as it stands', () => {
    const before = baseline();
    const after = disturbed(disturbance);
    const index = before.columns.indexOf(disturbance.column);
    expect(changedRows(after, disturbance.column).length).toBeGreaterThan(0);
    expect(after.header).toBe(before.header);
    const others = (table: Table) => table.rows.map((row) => row.filter((_, i) => i !== index));
    expect(others(after)).toEqual(others(before));
  });

  test('changes nothing before its onset', () => {
    const rows = changedRows(
      disturbed(disturbance, { onset: { row: 1_500, gradual: false } }),
      disturbance.column,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row >= 1_500)).toBe(true);
  });

  test('gives the same bytes for the same seed and leaves its input alone', () => {
    const table = baseline();
    const before = formatTable(table);
    expect(formatTable(disturbed(disturbance, { table }))).toBe(
      formatTable(disturbed(disturbance, { table })),
    );
    expect(formatTable(table)).toBe(before);
  });
});

test.each([
  ['noise', noise('x', { value: 1, unit: 'absolute' })],
  ['loseValues', loseValues('kind', 0.3)],
  ['addCategory', addCategory('kind', 'green', 0.3)],
])('%s draws differently for another seed', (_, disturbance) => {
  expect(disturbed(disturbance, { seed: 1 }).rows).not.toEqual(disturbed(disturbance, { seed: 2 }).rows);
});

test('scale multiplies without binary noise: 0.1 · 3 is 0.3', () => {
  const table = makeTable(['x'], [['0.1'], ['17.99'], ['NA'], [''], ['-4'], ['0']]);
  expect(columnTexts(disturbed(scale('x', 3), { table }), 'x')).toEqual([
    '0.3',
    '53.97',
    'NA',
    '',
    '-12',
    '0',
  ]);
});

test('a number that does not change keeps its spelling', () => {
  const table = makeTable(['x'], [['1.50'], ['0.0'], ['1e3']]);
  expect(columnTexts(disturbed(scale('x', 1), { table }), 'x')).toEqual(['1.50', '0.0', '1e3']);
});

test('shift adds an amount, or standard deviations of the baseline to six digits', () => {
  const table = makeTable(['x'], [['1'], ['2'], ['3'], ['4']]);
  expect(numbers(disturbed(shift('x', { value: -0.5, unit: 'absolute' }), { table }), 'x')).toEqual([
    0.5, 1.5, 2.5, 3.5,
  ]);
  // The standard deviation of 1, 2, 3, 4 is √(5/3) = 1.29099…
  expect(numbers(disturbed(shift('x', { value: 2, unit: 'sd' }), { table }), 'x')).toEqual([
    3.58199, 4.58199, 5.58199, 6.58199,
  ]);
});

test('noise has mean 0 and the standard deviation asked for', () => {
  const after = numbers(disturbed(noise('x', { value: 3, unit: 'absolute' })), 'x');
  const errors = after.map((x, i) => x - i);
  const mean = errors.reduce((sum, e) => sum + e, 0) / ROWS;
  const sd = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / ROWS);
  // Four standard errors of either.
  expect(Math.abs(mean)).toBeLessThan((4 * 3) / Math.sqrt(ROWS));
  expect(Math.abs(sd - 3)).toBeLessThan((4 * 3) / Math.sqrt(2 * ROWS));
});

test('changeUnit converts: 100 °C is 212 °F, 2.5 kg is 2500 g, 180 cm is 1.8 m, and back', () => {
  const convert = (text: string, from: string, to: string) =>
    columnTexts(
      disturbed(changeUnit('x', unitConversion(from, to)!), { table: makeTable(['x'], [[text]]) }),
      'x',
    )[0];
  expect(convert('100', 'C', 'F')).toBe('212');
  expect(convert('212', 'F', 'C')).toBe('100');
  expect(convert('2.5', 'kg', 'g')).toBe('2500');
  expect(convert('180', 'cm', 'm')).toBe('1.8');
  expect(convert('1', 'lb', 'kg')).toBe('0.45359237');
});

test('unitConversion knows no way from a length to a weight, nor from what is no unit', () => {
  expect(unitConversion('cm', 'kg')).toBeUndefined();
  expect(unitConversion('constructor', 'constructor')).toBeUndefined();
});

test.each([
  ['loseValues', loseValues('kind', 0.3), ''],
  ['addCategory', addCategory('kind', 'green, bright', 0.3), 'green, bright'],
])('%s takes its share of the cells and leaves the rest', (_, disturbance, text) => {
  const after = disturbed(disturbance);
  const rows = changedRows(after, 'kind');
  expect(new Set(rows.map((row) => columnTexts(after, 'kind')[row]))).toEqual(new Set([text]));
  // Four standard errors of a share of 0.3.
  expect(Math.abs(rows.length / ROWS - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / ROWS));
});

test('loseValues with rate 1 empties every cell', () => {
  expect(new Set(columnTexts(disturbed(loseValues('x', 1)), 'x'))).toEqual(new Set(['']));
});

test('addCategory does not fill in missing cells', () => {
  const table = makeTable(['kind'], [['red'], [''], ['NA'], ['blue']]);
  const after = disturbed(addCategory('kind', 'green', 1), { table });
  expect(columnTexts(after, 'kind')).toEqual(['green', '', 'NA', 'green']);
});

test('swapCategories exchanges the two and leaves a third', () => {
  const table = makeTable(['kind'], [['red'], ['blue'], ['white'], [''], ['red']]);
  const after = disturbed(swapCategories('kind', 'red', 'white'), { table });
  expect(columnTexts(after, 'kind')).toEqual(['white', 'blue', 'red', '', 'white']);
});

test('stick without a value freezes at the first value from the onset on', () => {
  const table = makeTable(['x'], [['1'], [''], ['7'], ['8'], ['9']]);
  const after = disturbed(stick('x'), { table, onset: { row: 1, gradual: false } });
  expect(columnTexts(after, 'x')).toEqual(['1', '', '7', '7', '7']);
});

test('a gradual scale grows evenly from the onset to full strength at the last row', () => {
  const table = makeTable(
    ['x'],
    Array.from({ length: 6 }, () => ['100']),
  );
  const after = disturbed(scale('x', 2), { table, onset: { row: 2, gradual: true } });
  expect(numbers(after, 'x')).toEqual([100, 100, 125, 150, 175, 200]);
});

test('a gradual change of categories or units takes ever more rows', () => {
  const onset = { row: 0, gradual: true };
  for (const [disturbance, column] of [
    [swapCategories('kind', 'red', 'blue'), 'kind'],
    [changeUnit('x', unitConversion('kg', 'lb')!), 'x'],
  ] as const) {
    const rows = changedRows(disturbed(disturbance, { onset }), column);
    const late = rows.filter((row) => row >= ROWS / 2).length;
    // Expected: a quarter of the first half's share against three quarters of the second's.
    expect(late / rows.length).toBeGreaterThan(0.7);
    expect(late / rows.length).toBeLessThan(0.8);
  }
});

test('disturbances of one column follow one another', () => {
  const table = makeTable(['x'], [['10']]);
  const both = [scale('x', 2), shift('x', { value: 1, unit: 'absolute' })];
  expect(columnTexts(disturb(table, table, both, AT_ONCE, seededRandom(1)), 'x')).toEqual(['21']);
});

test('a row that ends before the column stays short', () => {
  const table = { ...makeTable(['a', 'b'], [['1', '2']]), rows: [['1', '2'], ['3']] };
  expect(disturb(table, table, [loseValues('b', 1)], AT_ONCE, seededRandom(1)).rows).toEqual([
    ['1', ''],
    ['3'],
  ]);
});

test('errors name the column or category, and what is near', () => {
  expect(() => disturbed(scale('kinds', 2))).toThrow('no column "kinds". Did you mean "kind"?');
  expect(() => disturbed(scale('kind', 2))).toThrow('Column "kind" holds no numbers');
  expect(() => disturbed(swapCategories('kind', 'rde', 'blue'))).toThrow(
    'no category "rde" in the baseline. Near it: "red"',
  );
  expect(() => disturbed(addCategory('kind', 'red', 0.5))).toThrow('"red" is already a category of "kind"');
});

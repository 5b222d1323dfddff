import { expect, test } from 'vitest';
import { SCALED_FEATURES } from '../../shared/simulate/demo-breast-cancer.ts';
import { dataRows } from './data-files.ts';

const baseline = dataRows('breast-cancer/baseline.csv');
const production = dataRows('breast-cancer/production.csv');

test('the baseline has 569 tumours and 30 features beside id and diagnosis', () => {
  expect(baseline.length).toBe(569);
  expect(Object.keys(baseline[0]!).slice(0, 2)).toEqual(['id', 'diagnosis']);
  expect(Object.keys(baseline[0]!).length).toBe(32);
});

test('production is the baseline with its first five features multiplied by exactly 1.25', () => {
  expect(Object.keys(baseline[0]!).slice(2, 7)).toEqual([...SCALED_FEATURES]);
  const expected = baseline.map((row) => {
    const scaled = SCALED_FEATURES.map((feature) => [feature, timesFiveQuarters(row[feature]!)]);
    return { ...row, ...Object.fromEntries(scaled) };
  });
  expect(production).toEqual(expected);
});

/** In whole numbers, digit by digit: nothing that binary fractions could round. */
function timesFiveQuarters(decimal: string): string {
  const [whole, fraction = ''] = decimal.split('.');
  const digits = (BigInt(whole! + fraction) * 125n).toString().padStart(fraction.length + 3, '0');
  const point = digits.length - fraction.length - 2;
  return `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.?0+$/, '');
}

import { describe, expect, it } from 'vitest';
import {
  formatChange,
  formatCount,
  formatDriftPercentage,
  formatNumber,
  formatNumberPair,
  formatPValue,
  formatShare,
  formatSharePair,
} from '../../../../shared/report/words/numbers.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';

describe('numbers as people write them', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [13.37, '13.4'],
    [13, '13'],
    [0.095_87, '0.0959'],
    [9.996, '10'],
    [999.96, '1,000'],
    [1234.5, '1,235'],
    [-1234567.8, '−1,234,568'],
    [0.000_012_3, '1.23e−5'],
    [3.1e18, '3.1e18'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('formatNumber(%d) is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('formatNumberPair uses as many digits as it takes to tell the two apart', () => {
    expect(formatNumberPair(13.4, 16.7)).toEqual(['13.4', '16.7']);
    expect(formatNumberPair(1013.21, 1013.38)).toEqual(['1,013.2', '1,013.4']);
    expect(formatNumberPair(0.12345, 0.12346)).toEqual(['0.12345', '0.12346']);
    expect(formatNumberPair(1.703, 1.7)).toEqual(['1.703', '1.700']);
    expect(formatNumberPair(1000, 1000.2)).toEqual(['1,000.0', '1,000.2']);
    expect(formatNumberPair(5, 5)).toEqual(['5', '5']);
  });

  it('formatNumberPair gives up at nine digits', () => {
    expect(formatNumberPair(1, 1 + 1e-12)).toEqual(['1', '1']);
  });

  it.each([
    [0, '0 %'],
    [0.00001, '< 0.01 %'],
    [0.002, '0.2 %'],
    [0.025, '2.5 %'],
    [0.144, '14 %'],
    [0.9999, '> 99 %'],
    [1, '100 %'],
  ])('formatShare(%d) is %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it('formatSharePair tells two near shares apart', () => {
    expect(formatSharePair(0.03, 0.18)).toEqual(['3 %', '18 %']);
    expect(formatSharePair(0.5012, 0.5038)).toEqual(['50.1 %', '50.4 %']);
    expect(formatSharePair(0.5, 0.504)).toEqual(['50.0 %', '50.4 %']);
  });

  it.each([
    [13.4, 16.75, '+25 %'],
    [100, 88, '−12 %'],
    [-10, -12, '+20 %'],
    [1.7, 170, '×100'],
    [1e6, 1e6 + 1, '< +0.01 %'],
    [5, 0, '−100 %'],
  ])('formatChange(%d, %d) is %s', (before, after, text) => {
    expect(formatChange(before, after)).toBe(text);
  });

  it.each([
    [0, 3],
    [0, 0],
    [5, 5],
    [-1, 4],
    [1, Infinity],
    [Infinity, 1],
  ])('formatChange(%d, %d) is no percentage', (before, after) => {
    expect(formatChange(before, after)).toBeNull();
  });

  it('formatPValue says p < 0.001 for everything smaller', () => {
    expect(formatPValue(1e-300)).toBe('p < 0.001');
    expect(formatPValue(0)).toBe('p < 0.001');
    expect(formatPValue(0.0314)).toBe('p = 0.031');
    expect(formatPValue(1)).toBe('p = 1');
  });

  it('formatCount separates thousands, formatDriftPercentage always has two decimals', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(formatDriftPercentage(16.67)).toBe('16.67%');
    expect(formatDriftPercentage(0)).toBe('0.00%');
  });
});

it('numbers are written as Intl.NumberFormat writes them', () => {
  const intl = (value: number, decimals: number) =>
    new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals, signDisplay: 'negative' })
      .format(value)
      .replace('-', '−');
  const random = seededRandom(7);
  for (let i = 0; i < 2_000; i++) {
    const value = random.normal() * 10 ** (12 * random.uniform());
    const rounded = Math.round(value * 8) / 8;
    expect(formatCount(value)).toBe(intl(value, 0));
    expect(formatCount(Math.trunc(value) + 0.5)).toBe(intl(Math.trunc(value) + 0.5, 0));
    expect(formatNumber(rounded)).toBe(intl(rounded, decimalsOf(rounded)));
  }
  for (const half of [1.005, 0.145, 1.255, 2.675, 10.15, -0.5, -1.005, 0, -0]) {
    expect(formatNumber(half)).toBe(intl(half, decimalsOf(half)));
  }
  for (const value of [Infinity, -Infinity, Number.NaN]) expect(formatCount(value)).toBe(intl(value, 0));
});

/** Decimals that make three significant digits. */
const decimalsOf = (value: number) =>
  value === 0 ? 2 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));

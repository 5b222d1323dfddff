import { describe, expect, it } from 'vitest';
import { frequentValue } from '../../../shared/tally/frequent-value.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

const feature = numericFeature([1, 2, 3]);

function frequentOf(batch: readonly number[]) {
  const { x, sampleValues } = tallyOf(feature, batch);
  return frequentValue(feature, x, sampleValues);
}

describe('frequentValue(feature, tally, sampleValues)', () => {
  it('finds a baseline value', () => {
    expect(frequentOf([2, 2, 3, 9])).toEqual({ value: 2, share: 0.5 });
  });

  it('finds a value that the baseline does not have', () => {
    expect(frequentOf([9, 9, 9, 1])).toEqual({ value: 9, share: 0.75 });
  });

  it('leaves missing cells out of the share', () => {
    expect(frequentOf([9, Number.NaN, Number.NaN])).toEqual({ value: 9, share: 1 });
  });

  it('takes the smaller of two equally frequent values', () => {
    expect(frequentOf([9, 3, 9, 3, 5])).toEqual({ value: 3, share: 0.4 });
  });

  it('estimates a new value from the sample where new values were too many to count', () => {
    const batch = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? 77 : 100 + i));
    const found = frequentOf(batch)!;
    expect(found.value).toBe(77);
    expect(Math.abs(found.share - 0.5)).toBeLessThan(0.05);
  });

  it.each([3, 4, 5, 6, 7])('keeps the exact share of a baseline value then: every row in %d', (every) => {
    const batch = Array.from({ length: 20_000 }, (_, i) => (i % every === 0 ? 2 : 100 + i));
    expect(frequentOf(batch)).toEqual({ value: 2, share: Math.ceil(20_000 / every) / 20_000 });
  });

  it('is null without values', () => {
    expect(frequentOf([Number.NaN])).toBeNull();
  });
});

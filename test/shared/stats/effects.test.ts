import { describe, expect, test } from 'vitest';
import {
  ksFloor,
  largestLevelShareChange,
  totalVariationBeyondChance,
} from '../../../shared/stats/effects.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { totalVariation } from '../../../shared/stats/total-variation.ts';

describe('totalVariation', () => {
  test('is half the sum of share differences', () => {
    expect(totalVariation([50, 50], [75, 25])).toBe(0.25);
    expect(totalVariation([1, 2, 3], [10, 20, 30])).toBeCloseTo(0, 15);
    expect(totalVariation([4, 0], [0, 9])).toBe(1);
  });

  test('refuses a side without rows', () => {
    expect(() => totalVariation([0, 0], [1, 2])).toThrow('got 0 and 3');
  });
});

describe('totalVariationBeyondChance', () => {
  test('is TV less s/√(2π) times the pooled spread', () => {
    // TV 0.25; p̄ = 0.625, 0.375; s = √(2/100); spread = 2·√(0.625·0.375).
    const byChance = (Math.sqrt(0.02) / Math.sqrt(2 * Math.PI)) * 2 * Math.sqrt(0.625 * 0.375);
    expect(totalVariationBeyondChance([50, 50], [75, 25])).toBeCloseTo(0.25 - byChance, 14);
  });

  test('averages 0 over clean batches, with few levels or many', () => {
    const random = seededRandom(11);
    for (const levels of [3, 40]) {
      const draw = (rows: number) => {
        const counts = new Array<number>(levels).fill(0);
        for (let i = 0; i < rows; i++) counts[random.integer(levels)]! += 1;
        return counts;
      };
      const values = Array.from({ length: 400 }, () => totalVariationBeyondChance(draw(2_000), draw(500)));
      expect(Math.abs(values.reduce((sum, v) => sum + v, 0) / values.length)).toBeLessThan(0.002);
    }
  });
});

describe('largestLevelShareChange', () => {
  test('is the largest |2·asin√p − 2·asin√q|', () => {
    expect(largestLevelShareChange([99, 1], [96, 4])).toBeCloseTo(0.20236, 4);
    expect(largestLevelShareChange([5, 0], [0, 5])).toBeCloseTo(Math.PI, 14);
    expect(largestLevelShareChange([5, 5], [9, 9])).toBe(0);
  });
});

describe('ksFloor', () => {
  test('is √(ln(2F/0.001)/(2m))', () => {
    expect(ksFloor(30, 569)).toBeCloseTo(Math.sqrt(Math.log(60_000) / 1138), 14);
  });
});

import { describe, expect, test } from 'vitest';
import {
  levelEffect,
  matters,
  variationThatMatters,
} from '../../../../shared/report/verdict/level-effect.ts';
import { totalVariationByChance } from '../../../../shared/stats/effects.ts';

describe('variationThatMatters', () => {
  test('is 0.1 for up to three levels, whatever the setting: the share of one of them moves by all of it', () => {
    expect(variationThatMatters([500, 500], [500, 500], 0.3)).toBe(0.1);
    expect(matters(levelEffect([500, 500], [400, 600], 0.3))).toBe(true);
    expect(variationThatMatters([500, 300, 200, 0], [500, 300, 200, 0], 0.1)).toBe(0.1);
  });

  test('of more levels must stand out from chance', () => {
    const even = Array(50).fill(20);
    expect(variationThatMatters(even, even, 0.1)).toBe(0.1 + totalVariationByChance(even, even));
    const alternating = even.map((count, i) => (i % 2 === 0 ? count + 4 : count - 4));
    expect(matters(levelEffect(even, alternating, 0.1))).toBe(false); // total variation 0.2, 0.125 by chance
  });
});

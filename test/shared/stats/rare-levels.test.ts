import { describe, expect, test } from 'vitest';
import { fisherExact } from '../../../shared/stats/fisher-exact.ts';
import { mergeRareLevels } from '../../../shared/stats/merge-levels.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { rareLevelsPValue } from '../../../shared/stats/rare-levels.ts';

describe('rareLevelsPValue(baseline, current, levels)', () => {
  test('is the smallest of the Fisher p-values of each level against all others, times their number', () => {
    const baseline = [900, 95, 3, 2];
    const current = [80, 9, 1, 10];
    const each = [fisherExact(3, 997, 1, 99), fisherExact(2, 998, 10, 90)];
    expect(rareLevelsPValue(baseline, current, [2, 3])).toBe(2 * Math.min(...each));
  });

  test('is at most 1, and 1 for no levels', () => {
    expect(rareLevelsPValue([5, 5, 1, 1], [5, 5, 1, 1], [2, 3])).toBe(1);
    expect(rareLevelsPValue([5, 5], [5, 5], [])).toBe(1);
  });

  test('is below 0.05 in at most 5 % of pairs drawn from one distribution, though rare levels are chosen by counts', () => {
    const random = seededRandom(11);
    // Twenty levels, the rarest a hundred times rarer than the most frequent.
    const cumulative: number[] = [];
    for (let i = 0; i < 20; i++) cumulative.push((cumulative.at(-1) ?? 0) + 1 / (i + 1) ** 1.5);
    const draw = (rows: number) => {
      const counts = cumulative.map(() => 0);
      for (let row = 0; row < rows; row++) {
        const at = random.uniform() * cumulative.at(-1)!;
        counts[cumulative.findIndex((sum) => at < sum)]! += 1;
      }
      return counts;
    };
    let below = 0;
    const pairs = 1500;
    for (let pair = 0; pair < pairs; pair++) {
      const [baseline, current] = [draw(569), draw(100)];
      const levels = mergeRareLevels(baseline, current).groups.at(-1)!;
      if (rareLevelsPValue(baseline, current, levels) < 0.05) below += 1;
    }
    expect(below / pairs).toBeLessThan(0.05);
    expect(below).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { NEW_CATEGORIES_MAX } from '../../../shared/config/limits.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { hashText } from '../../../shared/tally/hash.ts';
import { NewLevels } from '../../../shared/tally/new-levels.ts';

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const levels = new NewLevels(counts);
  for (const name of names) levels.add(name, 1);
  return counts;
}

describe('NewLevels.add', () => {
  it('counts every level while there are at most NEW_CATEGORIES_MAX', () => {
    const names = Array.from({ length: 3 * NEW_CATEGORIES_MAX }, (_, i) => `level ${i % NEW_CATEGORIES_MAX}`);
    const counts = countsOf(names);
    expect(counts.size).toBe(NEW_CATEGORIES_MAX);
    expect(new Set(counts.values())).toEqual(new Set([3]));
  });

  it('keeps the levels of the smallest hashes beyond that, with exact counts', () => {
    const random = seededRandom(6);
    const names = Array.from({ length: 5_000 }, () => `level ${random.integer(700)}`);
    const smallest = [...new Set(names)]
      .sort((a, b) => hashText(a) - hashText(b))
      .slice(0, NEW_CATEGORIES_MAX);
    const expected = smallest.map((level) => [level, names.filter((name) => name === level).length]);
    expect([...countsOf(names)].sort()).toEqual(expected.sort());
  });

  it('takes names of object properties for what they are', () => {
    expect([...countsOf(['__proto__', 'constructor', '__proto__'])]).toEqual([
      ['__proto__', 2],
      ['constructor', 1],
    ]);
  });
});

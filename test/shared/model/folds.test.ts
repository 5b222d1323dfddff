import { describe, expect, test } from 'vitest';
import { dealFolds } from '../../../shared/model/folds.ts';
import { groupRows } from '../../../shared/model/group-rows.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { labelledRows } from './rows.ts';

describe('groupRows', () => {
  test('puts rows of one id together, copies too, and what hangs together through both', () => {
    const rows = labelledRows({ x: [1, 2, 1, 4, 5, 6], y: ['a', 'b', 'a', 'd', 'e', 'f'] }, [...'pqpqpq']);
    expect([...groupRows(rows, ['i', 'j', 'k', 'k', null, null])]).toEqual([0, 1, 0, 0, 2, 3]);
    expect([...groupRows(rows, null)]).toEqual([0, 1, 0, 2, 3, 4]);
  });

  test('does not take rows of few levels for copies', () => {
    const rows = labelledRows({ y: [...'aabbaabb'] }, [...'pqpqpqpq']);
    expect(new Set(groupRows(rows, null)).size).toBe(8);
  });
});

describe('dealFolds', () => {
  const random = seededRandom(8);
  const labels = Int32Array.from({ length: 203 }, () => (random.uniform() < 0.1 ? 1 : 0));
  const groups = Int32Array.from({ length: 203 }, (_, row) => (row < 150 ? row : 150 + random.integer(9)));
  const numbered = renumber(groups);
  const folds = dealFolds(labels, numbered, 5, seededRandom(1));

  test('keeps groups whole', () => {
    const pairs = new Set([...numbered].map((group, row) => `${group} ${folds[row]}`));
    expect(pairs.size).toBe(new Set(numbered).size);
  });

  test('spreads each class evenly where groups allow', () => {
    const alone = Int32Array.from({ length: 203 }, (_, row) => row);
    const even = dealFolds(labels, alone, 5, seededRandom(1));
    for (const label of [0, 1]) {
      const counts = [0, 1, 2, 3, 4].map(
        (fold) => [...even].filter((of, row) => of === fold && labels[row] === label).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  test('depends on the seed alone', () => {
    expect([...dealFolds(labels, numbered, 5, seededRandom(1))]).toEqual([...folds]);
    expect([...dealFolds(labels, numbered, 5, seededRandom(2))]).not.toEqual([...folds]);
  });
});

function renumber(groups: Int32Array): Int32Array {
  const numbers = new Map([...new Set(groups)].map((group, i) => [group, i]));
  return groups.map((group) => numbers.get(group)!);
}

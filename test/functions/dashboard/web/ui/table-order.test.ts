import { describe, expect, test } from 'vitest';
import { searchRows, sortRows } from '../../../../../functions/dashboard/web/ui/table-order.ts';

const self = <T>(row: T): T => row;

describe('sortRows(rows, value, descending)', () => {
  test('puts numbers by size and texts as people do', () => {
    expect(sortRows([10, 9, -1], self, false)).toEqual([-1, 9, 10]);
    expect(sortRows(['f10', 'F2', 'e'], self, false)).toEqual(['e', 'F2', 'f10']);
  });

  test('puts what has no value last either way', () => {
    expect(sortRows([null, 2, 1], self, false)).toEqual([1, 2, null]);
    expect(sortRows([null, 2, 1], self, true)).toEqual([2, 1, null]);
  });

  test('leaves the list as it is, and equal rows in their order', () => {
    const rows = [
      { n: 1, id: 'a' },
      { n: 1, id: 'b' },
    ];
    expect(sortRows(rows, ({ n }) => n, true).map(({ id }) => id)).toEqual(['a', 'b']);
    const numbers = [2, 1];
    sortRows(numbers, self, false);
    expect(numbers).toEqual([2, 1]);
  });
});

describe('searchRows(rows, text, query)', () => {
  const rows = ['radius_mean', 'Radius SE', 'texture_mean'];
  test('finds every word in any case and order', () => {
    expect(searchRows(rows, self, 'mean RADIUS')).toEqual(['radius_mean']);
    expect(searchRows(rows, self, ' radius ')).toEqual(['radius_mean', 'Radius SE']);
  });
  test('finds everything for nothing, and takes no pattern', () => {
    expect(searchRows(rows, self, '  ')).toBe(rows);
    expect(searchRows(rows, self, '.*')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { encode, fitEncoding } from '../../../shared/model/encode.ts';
import { labelledRows } from './rows.ts';

const answers = (count: number) => new Array<string>(count).fill('a');
const times = <T>(count: number, value: T) => new Array<T>(count).fill(value);
const rowsOf = (columns: Parameters<typeof labelledRows>[0]) =>
  labelledRows(columns, answers(Object.values(columns)[0]!.length));

/** Encoded rows as lists, the intercept's 1 at the end. */
function encoded(train: Parameters<typeof labelledRows>[0], rows = train): number[][] {
  const { values, width, count } = encode(fitEncoding(rowsOf(train)), rowsOf(rows));
  return Array.from({ length: count }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);
}

describe('numbers', () => {
  test('are standardised by the deviation of the population, as scikit-learn does', () => {
    expect(encoded({ x: [1, 2, 3] })).toEqual([
      [expect.closeTo(-1.224744871391589, 14), 1],
      [0, 1],
      [expect.closeTo(1.224744871391589, 14), 1],
    ]);
  });

  test('missing in training: the median takes their place, and a column says so', () => {
    const rows = encoded({ x: [0, 10, 20, Number.NaN] });
    expect(rows[3]).toEqual([0, 1, 1]);
    expect(rows[0]!.slice(1)).toEqual([0, 1]);
  });

  test('missing later only: the median, and no column', () => {
    expect(encoded({ x: [0, 10, 20] }, { x: [Number.NaN] })).toEqual([[0, 1]]);
  });

  test('that never vary become 0, whatever rounding does', () => {
    expect(encoded({ x: times(7, 0.1) })).toEqual(times(7, [0, 1]));
  });

  test('stay finite at the ends of what a double can hold', () => {
    const [low, high] = encoded({ x: [1, 2, 3] }, { x: [-Infinity, 1e308] });
    expect(low).toEqual([-1e6, 1]);
    expect(high).toEqual([1e6, 1]);
  });
});

describe('levels', () => {
  const train = { colour: [...times(6, 'red'), ...times(5, 'blue'), 'mauve'] };

  test('have a column each, in the order of their names; rare ones share one', () => {
    expect(encoded(train, { colour: ['blue', 'red', 'mauve'] })).toEqual([
      [1, 0, 0, 1],
      [0, 1, 0, 1],
      [0, 0, 1, 1],
    ]);
  });

  test('that are new count as rare ones', () => {
    expect(encoded(train, { colour: ['green'] })).toEqual([[0, 0, 1, 1]]);
  });

  test('that are new where none was rare are average', () => {
    expect(encoded({ colour: times(6, 'red') }, { colour: ['green'] })).toEqual([[0, 1]]);
  });

  test('missing in training have a column of their own; missing later only, the most frequent is taken', () => {
    const withMissing = { colour: [...times<string | null>(5, 'red'), null] };
    expect(encoded(withMissing, { colour: [null] })).toEqual([[0, 1, 1]]);
    expect(encoded(train, { colour: [null] })).toEqual([[0, 1, 0, 1]]);
  });

  test('called like parts of every object are levels like others', () => {
    const odd = { word: [...times(5, '__proto__'), ...times(5, 'constructor')] };
    expect(encoded(odd, { word: ['constructor', '__proto__', 'toString'] })).toEqual([
      [0, 1, 1],
      [1, 0, 1],
      [0, 0, 1],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { profileColumn, profileColumns, range, repeat } from './fixtures.ts';

describe('a column is', () => {
  it('numeric when all values are numbers', () => {
    expect(profileColumn(['3', '1e0', '2.50', '1', null])).toMatchObject({
      type: 'numeric',
      count: 4,
      missing: 1,
      values: Float64Array.of(1, 2.5, 3),
      cumulative: Uint32Array.of(2, 3, 4),
      reductionError: 0,
    });
  });

  it('discrete with at most ten distinct numbers of five rows each', () => {
    expect(profileColumn(repeat(5, '10', '9.0', '-0'))).toMatchObject({
      type: 'discrete',
      levels: ['0', '9', '10'],
      counts: [5, 5, 5],
    });
    expect(profileColumn(repeat(5, ...range(10)))?.type).toBe('discrete');
  });

  it.each([
    ['eleven distinct numbers', repeat(9, ...range(11))],
    ['ten rows of ten numbers', range(10)],
    ['a row less than five for each distinct number', repeat(5, ...range(10)).slice(1)],
  ])('numeric with %s', (_, cells) => {
    expect(profileColumn(cells)?.type).toBe('numeric');
  });

  it('numeric when at least 95 % of the values are, and the others are counted as unparsable', () => {
    const cells = [...range(95), ...repeat(5, 'n.a.'), null];
    expect(profileColumn(cells)).toMatchObject({
      type: 'numeric',
      count: 95,
      missing: 6,
      unparsable: { count: 5, examples: [97, 98, 99, 100, 101].map((line) => [line, 'n.a.']) },
    });
    expect(profileColumn([...range(94), ...repeat(6, 'n.a.')])?.type).toBe('categorical');
  });

  it('boolean when all values are true or false, in any case', () => {
    expect(profileColumn(['True', 'false', 'TRUE', null])).toMatchObject({
      type: 'boolean',
      count: 3,
      missing: 1,
      levels: ['false', 'true'],
      counts: [1, 2],
      unparsable: { count: 0 },
    });
  });

  it('categorical otherwise, numbers among the levels as they are written', () => {
    expect(profileColumn(['b', 'a', '01', '1', 'a', null])).toMatchObject({
      type: 'categorical',
      count: 5,
      missing: 1,
      levels: ['01', '1', 'a', 'b'],
      counts: [1, 1, 2, 1],
      unparsable: { count: 0, examples: [] },
    });
  });

  it('categorical without levels when it is empty, so that the batch can decide', () => {
    expect(profileColumn([null, null])).toMatchObject({
      type: 'categorical',
      count: 0,
      missing: 2,
      levels: [],
    });
  });

  it('numeric with infinities among its values', () => {
    expect(profileColumn(['inf', '-Infinity', '0', '-0', 'Inf'])).toMatchObject({
      values: Float64Array.of(-Infinity, 0, Infinity),
      cumulative: Uint32Array.of(1, 3, 5),
    });
  });

  it('a feature whatever it is called', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(profileColumn(['1', '2.5'], { name })).toMatchObject({ name, type: 'numeric' });
      expect(profileColumn([name, '__proto__'], { name })).toMatchObject({
        name,
        type: 'categorical',
        count: 2,
      });
    }
  });
});

describe('a declared type wins:', () => {
  it('numeric counts what is no number', () => {
    expect(profileColumn(['1', 'x', 'y', null], { types: { x: 'numeric' } })).toMatchObject({
      type: 'numeric',
      count: 1,
      missing: 3,
      unparsable: {
        count: 2,
        examples: [
          [3, 'x'],
          [4, 'y'],
        ],
      },
    });
  });

  it('numeric stays numeric without a single number', () => {
    expect(profileColumn(['x'], { types: { x: 'numeric' } })).toMatchObject({ type: 'numeric', count: 0 });
  });

  it('discrete compares many numbers value by value', () => {
    expect(profileColumn(range(40), { types: { x: 'discrete' } })).toMatchObject({
      type: 'discrete',
      count: 40,
    });
  });

  it('categorical keeps codes as they are written', () => {
    expect(profileColumn(['01', '1', '10'], { types: { x: 'categorical' } })).toMatchObject({
      type: 'categorical',
      levels: ['01', '1', '10'],
    });
  });

  it('boolean counts what is neither', () => {
    expect(profileColumn(['true', 'yes'], { types: { x: 'boolean' } })).toMatchObject({
      type: 'boolean',
      count: 1,
      missing: 1,
      unparsable: { count: 1, examples: [[3, 'yes']] },
    });
  });

  it('an identifier is tested when its type is declared', () => {
    const cells = range(30);
    expect(profileColumn(cells, { name: 'id' })).toBeUndefined();
    expect(profileColumn(cells, { name: 'id', types: { id: 'numeric' } })?.type).toBe('numeric');
  });
});

describe('a column is left out with a notice when it is', () => {
  it.each([
    ['numbers', range(30)],
    ['text', range(30, (i) => `row ${i}`)],
    ['more text than a categorical feature may have', range(2_000, (i) => `row ${i}`)],
  ])('an identifier: %s, none repeated, and named like one', (_, cells) => {
    const { features, others, notices } = profileColumns([['customer_id', cells]]);
    expect(features).toEqual([]);
    expect(others).toEqual([{ name: 'customer_id', role: 'id' }]);
    expect(notices).toMatchObject([{ code: 'identifier-left-out', column: 'customer_id' }]);
    expect(notices[0]?.message).toContain('declare its type under `types`');
  });

  it('but not when a value repeats, or the name is another', () => {
    expect(profileColumn([...range(30), '7'], { name: 'customer_id' })?.type).toBe('numeric');
    expect(profileColumn(['a', 'b', 'a'], { name: 'customer_id' })?.type).toBe('categorical');
    expect(profileColumn(range(30), { name: 'humidity' })?.type).toBe('numeric');
  });

  it('free text: more levels than a categorical feature may have', () => {
    const words = (count: number) =>
      profileColumns([['note', range(count, (i) => `word ${i}`)]], {}, { categoriesMax: 50 });
    expect(words(50).features).toMatchObject([{ type: 'categorical', count: 50 }]);
    expect(words(51).features).toEqual([]);
    expect(words(51).others).toEqual([{ name: 'note', role: 'ignored' }]);
    expect(words(51).notices).toMatchObject([{ code: 'free-text-left-out', column: 'note' }]);
  });

  it('as many numbers with a decimal comma, and the notice says how to write them', () => {
    const { notices } = profileColumns([['x', range(51, (i) => `${i},5`)]], {}, { categoriesMax: 50 });
    expect(notices[0]?.message).toMatch(
      /not tested\. They look like decimal commas: write them with a point\.$/,
    );
  });

  it('declared discrete with too many values, and the notice says what to declare', () => {
    const { notices } = profileColumns(
      [['x', range(51)]],
      { types: { x: 'discrete' } },
      { categoriesMax: 50 },
    );
    expect(notices[0]?.message).toContain('Declare it numeric');
  });
});

import { describe, expect, it } from 'vitest';
import type { TextBlock } from '../../../shared/csv/blocks.ts';
import { blockTyper, booleanLevel, discreteLevel } from '../../../shared/csv/type-block.ts';

function block(...columns: (string | null)[][]): TextBlock {
  const rows = columns[0]!.length;
  return {
    rows,
    rowOffsets: Float64Array.from({ length: rows }, (_, i) => 10 * i),
    rowLines: Float64Array.from({ length: rows }, (_, i) => i + 2),
    columns,
  };
}

const none = { count: 0, examples: [] };

describe('blockTyper', () => {
  it('gives a column for each feature in the features’ order, and null for those the file lacks', () => {
    const typeBlock = blockTyper(
      ['a', 'b', '__proto__'],
      [
        { name: '__proto__', type: 'numeric' },
        { name: 'constructor', type: 'numeric' },
        { name: 'a', type: 'categorical' },
      ],
    );
    const text = block(['1', '2'], ['x', 'y'], ['3', '4']);
    expect(typeBlock(text)).toEqual({
      rows: 2,
      rowOffsets: text.rowOffsets,
      columns: [
        { kind: 'number', values: Float64Array.of(3, 4), unparsable: none },
        null,
        { kind: 'level', values: ['1', '2'], unparsable: none },
      ],
    });
  });

  it('reads numbers, with NaN for what is missing or no number, and counts only the latter', () => {
    const typed = blockTyper(
      ['a'],
      [{ name: 'a', type: 'numeric' }],
    )(block(['1.5', null, 'abc', '-inf', '0x1']));
    expect(typed.columns).toEqual([
      {
        kind: 'number',
        values: Float64Array.of(1.5, Number.NaN, Number.NaN, -Infinity, Number.NaN),
        unparsable: {
          count: 2,
          examples: [
            [4, 'abc'],
            [6, '0x1'],
          ],
        },
      },
    ]);
  });

  it('quotes the first five cells that do not parse, printable and cut to 60 characters', () => {
    const cells = Array.from({ length: 8 }, (_, i) => `\u001b${i}${'x'.repeat(100)}`);
    const column = blockTyper(['a'], [{ name: 'a', type: 'numeric' }])(block(cells)).columns[0]!;
    expect(column.unparsable.count).toBe(8);
    expect(column.unparsable.examples.map(([line]) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(column.unparsable.examples[0]![1]).toBe(`\\u001b0${'x'.repeat(52)}…`);
  });

  it('reads the spellings of one discrete number as one level', () => {
    const cells = ['1', '1.0', '1e0', '+1', '-0', '0', 'inf', '1.50', null, 'x'];
    const column = blockTyper(['a'], [{ name: 'a', type: 'discrete' }])(block(cells)).columns[0]!;
    expect(column).toEqual({
      kind: 'level',
      values: ['1', '1', '1', '1', '0', '0', 'Infinity', '1.5', null, null],
      unparsable: { count: 1, examples: [[11, 'x']] },
    });
  });

  it('reads true and false in any case as boolean, and nothing else', () => {
    const column = blockTyper(
      ['a'],
      [{ name: 'a', type: 'boolean' }],
    )(block(['true', 'FALSE', 'True', 'yes', '1', null])).columns[0]!;
    expect(column.values).toEqual(['true', 'false', 'true', null, null, null]);
    expect(column.unparsable).toEqual({
      count: 2,
      examples: [
        [5, 'yes'],
        [6, '1'],
      ],
    });
  });

  it('reads the same block twice alike', () => {
    const typeBlock = blockTyper(['a'], [{ name: 'a', type: 'numeric' }]);
    const text = block(['x', '1']);
    expect(typeBlock(text)).toEqual(typeBlock(text));
  });
});

describe('discreteLevel and booleanLevel', () => {
  it('are null for what they cannot read', () => {
    expect(discreteLevel('one')).toBeNull();
    expect(discreteLevel('1e2')).toBe('100');
    expect(booleanLevel('t')).toBeNull();
    expect(booleanLevel('falsehood')).toBeNull();
    expect(booleanLevel('fAlSe')).toBe('false');
  });
});

import { describe, expect, test } from 'vitest';
import {
  type ColumnChoices,
  choiceOf,
  chooseColumn,
  columnSettings,
  inferredLabel,
} from '../../../../../functions/dashboard/web/pages/compare/column-roles.ts';

const NONE: ColumnChoices = new Map();

describe('chooseColumn(choices, column, change)', () => {
  test('keeps what was said before of the same column', () => {
    const typed = chooseColumn(NONE, 'age', { type: 'discrete' });
    expect(choiceOf(chooseColumn(typed, 'age', { role: 'ignore' }), 'age')).toEqual({
      role: 'ignore',
      type: 'discrete',
    });
  });

  test.each(['label', 'id', 'timestamp'] as const)(
    'there is one %s: whoever was it before is none',
    (role) => {
      const choices = chooseColumn(chooseColumn(NONE, 'a', { role }), 'b', { role });
      expect(choiceOf(choices, 'a').role).toBe('auto');
      expect(choiceOf(choices, 'b').role).toBe(role);
    },
  );

  test('any number of columns is ignored', () => {
    const choices = chooseColumn(chooseColumn(NONE, 'a', { role: 'ignore' }), 'b', { role: 'ignore' });
    expect(columnSettings(choices).ignore).toEqual(['a', 'b']);
  });

  test('changes nothing in place', () => {
    chooseColumn(NONE, 'a', { role: 'label' });
    expect(NONE.size).toBe(0);
  });
});

describe('columnSettings(choices)', () => {
  test('says nothing of columns of which nothing was said', () => {
    expect(columnSettings(NONE)).toEqual({ ignore: [], types: {} });
  });

  test('a type counts only where the column is tested', () => {
    const typed = chooseColumn(NONE, 'a', { type: 'numeric' });
    expect(columnSettings(typed).types).toEqual({ a: 'numeric' });
    expect(columnSettings(chooseColumn(typed, 'a', { role: 'label' }))).toEqual({
      label: 'a',
      ignore: [],
      types: {},
    });
  });

  test('a column called __proto__ keeps its type', () => {
    const { types } = columnSettings(chooseColumn(NONE, '__proto__', { type: 'boolean' }));
    expect(Object.entries(types ?? {})).toEqual([['__proto__', 'boolean']]);
  });
});

describe('inferredLabel(columns, choices)', () => {
  test('is the first column that is named like one', () => {
    expect(inferredLabel(['age', 'target', 'label'], NONE)).toBe('target');
    expect(inferredLabel(['age'], NONE)).toBeNull();
  });

  test('is none once a label is chosen, or the column has a type or another use', () => {
    expect(inferredLabel(['age', 'target'], chooseColumn(NONE, 'age', { role: 'label' }))).toBeNull();
    expect(inferredLabel(['target'], chooseColumn(NONE, 'target', { type: 'boolean' }))).toBeNull();
    expect(inferredLabel(['target'], chooseColumn(NONE, 'target', { role: 'ignore' }))).toBeNull();
  });
});

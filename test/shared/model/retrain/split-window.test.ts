import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitWindow, type WindowRows } from '../../../../shared/model/retrain/split-window.ts';

const CLASSES = ['a', 'b', 'new', 'other'];

/** Rows of classes by name, oldest first; the champion knows `a` and `b`. */
const windowOf = (answers: readonly string[], parts: Partial<WindowRows> = {}): WindowRows => ({
  labels: Int32Array.from(answers, (answer) => CLASSES.indexOf(answer)),
  groups: Int32Array.from(answers.keys()),
  classes: CLASSES,
  isKnown: (label) => label < 2,
  isSpent: () => false,
  ...parts,
});
const alternating = (rows: number) => Array.from({ length: rows }, (_, row) => (row % 2 ? 'b' : 'a'));
const repeat = (answer: string, rows: number) => new Array<string>(rows).fill(answer);

function splitOf(window: WindowRows) {
  const split = splitWindow(window);
  if ('missingRows' in split) throw new Error(`The window lacks ${split.missingRows} rows.`);
  return split;
}
function lackOf(window: WindowRows) {
  const lack = splitWindow(window);
  if (!('missingRows' in lack)) throw new Error('The window lacks nothing.');
  return lack;
}

describe('splitWindow(window)', () => {
  test('holds out the newest 30 %', () => {
    const { heldOut, training, leftOut, spent } = splitOf(windowOf(alternating(1_000)));
    expect([heldOut.length, heldOut[0], training.length, training.at(-1)]).toEqual([300, 700, 700, 699]);
    expect([leftOut, spent]).toEqual([0, 0]);
  });

  test('334 rows are enough, 333 are not', () => {
    expect(splitOf(windowOf(alternating(334))).heldOut).toHaveLength(100);
    expect(lackOf(windowOf(alternating(333)))).toEqual({
      labelledRows: 333,
      missingRows: 1,
      missingByClass: [],
    });
  });

  test('rows that share a group with one held out are not learned from', () => {
    const groups = Int32Array.from({ length: 1_000 }, (_, row) => (row < 50 ? 999 - row : row));
    const { training, leftOut } = splitOf(windowOf(alternating(1_000), { groups }));
    expect([training[0], training.length, leftOut]).toEqual([50, 650, 50]);
  });

  test('rows that share a group count once towards the 100', () => {
    const groups = Int32Array.from({ length: 400 }, (_, row) => row >> 1);
    expect(lackOf(windowOf(alternating(400), { groups })).missingRows).toBeGreaterThan(0);
  });

  test('spent rows and their groups are learned from and never held out', () => {
    const isSpent = (row: number) => row >= 700;
    const groups = Int32Array.from({ length: 1_000 }, (_, row) => (row === 5 ? 999 : row));
    const { heldOut, training, spent } = splitOf(windowOf(alternating(1_000), { isSpent, groups }));
    expect([heldOut[0], heldOut.at(-1), heldOut.length, spent]).toEqual([400, 699, 300, 301]);
    expect(training).toContain(999);
    expect(training).toContain(5);
  });

  test('when all rows are spent, asks for 100 and more new ones', () => {
    const lack = lackOf(windowOf(alternating(1_000), { isSpent: () => true }));
    expect(lack.missingRows).toBe(100);
  });

  test('a class too rare among the newest is waited for', () => {
    const answers = [...repeat('b', 100), ...repeat('a', 500), ...repeat('b', 4)];
    expect(lackOf(windowOf(answers))).toEqual({
      labelledRows: 604,
      missingRows: 6,
      missingByClass: [{ class: 'b', rows: 6 }],
    });
  });

  test('where one class alone occurs, rows of each class that the champion knows are waited for', () => {
    expect(lackOf(windowOf(repeat('a', 500))).missingByClass).toEqual([{ class: 'b', rows: 10 }]);
    expect(lackOf(windowOf([]))).toEqual({
      labelledRows: 0,
      missingRows: 334,
      missingByClass: [
        { class: 'a', rows: 10 },
        { class: 'b', rows: 10 },
      ],
    });
  });

  test('a class that the champion does not know is there with 10 rows on both sides, or is set aside', () => {
    const sides = (older: number, newer: number) => [
      ...repeat('new', older),
      ...alternating(690),
      ...repeat('new', newer),
    ];
    expect(splitOf(windowOf(sides(10, 10))).setAside).toEqual(new Map());
    for (const [older, newer] of [
      [9, 10],
      [10, 9],
      [0, 200],
      [1, 0],
    ] as const) {
      const { setAside, heldOut, training } = splitOf(windowOf(sides(older, newer)));
      expect(setAside).toEqual(new Map([[2, older + newer]]));
      expect(heldOut.length + training.length).toBe(690);
    }
  });

  test('a class set aside does not take a second one with it', () => {
    const answers = [...repeat('new', 12), ...alternating(990), ...repeat('new', 12), 'other'];
    expect([...splitOf(windowOf(answers)).setAside]).toEqual([[3, 1]]);
  });
});

const anyWindow = fc
  .record({
    answers: fc.array(fc.constantFrom('a', 'a', 'a', 'b', 'b', 'new', 'other'), {
      maxLength: 700,
      size: 'max',
    }),
    groupsMax: fc.integer({ min: 150, max: 2_000 }),
    spentEvery: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ answers, groupsMax, spentEvery }) =>
    windowOf(answers, {
      groups: Int32Array.from(answers, (_, row) => (row * 7919) % groupsMax),
      isSpent: (row) => row % 9 < spentEvery - 1,
    }),
  );

describe('splitWindow, whatever the window', () => {
  test('keeps groups apart, and holds out 100 groups and 10 rows of each class that occurs', () => {
    let splits = 0;
    fc.assert(
      fc.property(anyWindow, (window) => {
        const split = splitWindow(window);
        if ('missingRows' in split) return;
        splits++;
        const { heldOut, training, setAside } = split;
        const spentGroups = new Set(window.groups.filter((_, row) => window.isSpent(row)));
        const heldOutGroups = new Set(Array.from(heldOut, (row) => window.groups[row]!));
        expect([...heldOutGroups].some((group) => spentGroups.has(group))).toBe(false);
        expect(training.some((row) => heldOutGroups.has(window.groups[row]!))).toBe(false);
        expect(heldOutGroups.size).toBeGreaterThanOrEqual(100);
        for (const label of new Set(window.labels)) {
          const rows = heldOut.filter((row) => window.labels[row] === label).length;
          if (setAside.has(label)) expect(rows).toBe(0);
          else expect(rows).toBeGreaterThanOrEqual(10);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
    expect(splits).toBeGreaterThan(30);
  });

  test('what it says is missing is just enough', () => {
    fc.assert(
      fc.property(anyWindow, (window) => {
        const known = windowOf(
          Array.from(window.labels, (label) => CLASSES[label % 2]!),
          { groups: window.groups, isSpent: window.isSpent },
        );
        const lack = splitWindow(known);
        if (!('missingRows' in lack)) return;
        const { missingRows, missingByClass } = lack;
        const asked = missingByClass.flatMap(({ class: name, rows }) => repeat(name, rows));
        expect(asked.length).toBeLessThanOrEqual(missingRows);
        const most = known.labels.filter((label) => label === 0).length > 0 ? 'a' : 'b';
        const added = [...repeat(most, missingRows - asked.length), ...asked];
        const withMore = (more: readonly string[]) =>
          windowOf([...Array.from(known.labels, (label) => CLASSES[label]!), ...more], {
            groups: Int32Array.of(...known.groups, ...more.map((_, i) => 10_000 + i)),
            isSpent: (row) => row < known.labels.length && known.isSpent(row),
          });
        expect(splitWindow(withMore(added))).toHaveProperty('heldOut');
        expect(splitWindow(withMore(added.slice(1)))).toHaveProperty('missingRows');
      }),
      { seed: 6, numRuns: 100 },
    );
  });
});

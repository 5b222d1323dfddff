import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellAfterKey,
  cellAt,
  cellsInView,
  contentSize,
  HEAD_HEIGHT,
  heatLayout,
  ROW_HEIGHT,
  scrolledTo,
} from '../../../../../functions/dashboard/web/charts/heat-map/heat-layout.ts';

const START = { left: 0, top: 0 };

describe('heatLayout(rows, columns, width)', () => {
  test('widens cells to fill the view, within limits', () => {
    expect(heatLayout(3, 20, 1000).cellWidth).toBe(39);
    expect(heatLayout(3, 2, 1000).cellWidth).toBe(48);
    expect(heatLayout(3, 1000, 1000).cellWidth).toBe(14);
  });

  test('is no higher than its rows, and never higher than a screen', () => {
    expect(heatLayout(3, 20, 1000).height).toBe(HEAD_HEIGHT + 3 * ROW_HEIGHT);
    expect(heatLayout(30, 20, 1000).height).toBe(HEAD_HEIGHT + 30 * ROW_HEIGHT);
    expect(heatLayout(5000, 20, 1000).height).toBe(HEAD_HEIGHT + 24 * ROW_HEIGHT);
  });

  test('takes no room before the width of the view is known', () => {
    expect(contentSize(heatLayout(3, 20, 0))).toEqual({ width: 0, height: 0 });
  });
});

const maps = fc.record({
  layout: fc
    .tuple(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 320, max: 2000 }),
    )
    .map(([rows, columns, width]) => heatLayout(rows, columns, width)),
  share: fc.record({
    row: fc.double({ min: 0, max: 0.999, noNaN: true }),
    column: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
});

test('a cell that was scrolled to is in view, and is the one found at its middle', () => {
  fc.assert(
    fc.property(maps, ({ layout, share }) => {
      const cell = {
        row: Math.floor(share.row * layout.rows),
        column: Math.floor(share.column * layout.columns),
      };
      const scroll = scrolledTo(layout, START, cell);
      const view = cellsInView(layout, scroll);
      expect(cell.row).toBeGreaterThanOrEqual(view.fromRow);
      expect(cell.row).toBeLessThan(view.toRow);
      expect(cell.column).toBeGreaterThanOrEqual(view.fromColumn);
      expect(cell.column).toBeLessThan(view.toColumn);
      const x = layout.left + (cell.column + 0.5) * layout.cellWidth - scroll.left;
      const y = HEAD_HEIGHT + (cell.row + 0.5) * ROW_HEIGHT - scroll.top;
      expect(cellAt(layout, scroll, x, y)).toEqual(cell);
      // And no further than it takes.
      expect(scrolledTo(layout, scroll, cell)).toEqual(scroll);
    }),
    { seed: 6 },
  );
});

test('however large the map, no more is drawn than the view holds', () => {
  const view = cellsInView(heatLayout(1000, 1000, 1200), { left: 5000, top: 9000 });
  expect((view.toRow - view.fromRow) * (view.toColumn - view.fromColumn)).toBeLessThan(2000);
});

describe('cellAt(layout, scroll, x, y)', () => {
  const layout = heatLayout(2, 2, 1000);
  test.each([
    ['the names', 10, HEAD_HEIGHT + 5],
    ['the dates', layout.left + 5, 5],
    ['the right of the last batch', layout.left + 2 * layout.cellWidth + 1, HEAD_HEIGHT + 5],
    ['below the last feature', layout.left + 5, HEAD_HEIGHT + 2 * ROW_HEIGHT + 1],
  ])('is none on %s', (_, x, y) => {
    expect(cellAt(layout, START, x, y)).toBeNull();
  });
});

describe('cellAfterKey(layout, cell, key, ctrl)', () => {
  const layout = heatLayout(100, 30, 1000);
  const from = { row: 50, column: 15 };
  test.each([
    ['ArrowLeft', false, { row: 50, column: 14 }],
    ['ArrowRight', false, { row: 50, column: 16 }],
    ['ArrowUp', false, { row: 49, column: 15 }],
    ['ArrowDown', false, { row: 51, column: 15 }],
    ['Home', false, { row: 50, column: 0 }],
    ['End', false, { row: 50, column: 29 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 99, column: 29 }],
    ['PageUp', false, { row: 26, column: 15 }],
    ['PageDown', false, { row: 74, column: 15 }],
  ])('%s (ctrl %s)', (key, ctrl, to) => {
    expect(cellAfterKey(layout, from, key, ctrl)).toEqual(to);
  });

  test('stays on the map', () => {
    expect(cellAfterKey(layout, { row: 0, column: 0 }, 'ArrowLeft', false)).toEqual({ row: 0, column: 0 });
    expect(cellAfterKey(layout, { row: 99, column: 29 }, 'PageDown', false)).toEqual({ row: 99, column: 29 });
  });

  test('leaves other keys to the browser', () => {
    expect(cellAfterKey(layout, from, 'Tab', false)).toBeNull();
  });
});

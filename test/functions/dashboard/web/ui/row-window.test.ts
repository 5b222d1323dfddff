import { describe, expect, test } from 'vitest';
import { rowWindow } from '../../../../../functions/dashboard/web/ui/row-window.ts';

const list = { rows: 5000, rowHeight: 40, viewHeight: 600 };

describe('rowWindow(list)', () => {
  test('draws what is in view, and a few rows on either side', () => {
    expect(rowWindow({ ...list, scrollTop: 0 })).toEqual({ from: 0, to: 27 });
    expect(rowWindow({ ...list, scrollTop: 4000 })).toEqual({ from: 88, to: 127 });
    expect(rowWindow({ ...list, scrollTop: 199_400 })).toEqual({ from: 4973, to: 5000 });
  });

  test('covers the view wherever it is scrolled to', () => {
    for (let scrollTop = 0; scrollTop <= 199_400; scrollTop += 37) {
      const { from, to } = rowWindow({ ...list, scrollTop });
      expect(from * 40).toBeLessThanOrEqual(scrollTop);
      expect(to * 40).toBeGreaterThanOrEqual(scrollTop + 600);
    }
  });

  test('survives a list that has become shorter than it was scrolled, one without rows, and overscroll', () => {
    expect(rowWindow({ ...list, rows: 3, scrollTop: 4000 })).toEqual({ from: 0, to: 3 });
    expect(rowWindow({ ...list, rows: 0, scrollTop: 0 })).toEqual({ from: 0, to: 0 });
    expect(rowWindow({ ...list, scrollTop: -80 })).toEqual({ from: 0, to: 27 });
  });
});

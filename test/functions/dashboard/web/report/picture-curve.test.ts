import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureCurve } from '../../../../../functions/dashboard/web/report/picture-curve.ts';
import type { Picture } from '../../../../../shared/report/report.ts';

const PICTURE: Picture = {
  edges: [0, 1, 2],
  baseline: [0.5, 0.25],
  current: [0.25, 0.5],
  outside: { baseline: 0.25, current: 0.25 },
  below: { baseline: 0.125, current: 0 },
  widest: { x: 1, baseline: 0.625, current: 0.25 },
};

describe('pictureCurve(picture)', () => {
  test('adds up the bars from what lies below the first edge', () => {
    expect(pictureCurve(PICTURE)).toEqual({
      x: [0, 1, 2],
      baseline: [0.125, 0.625, 0.875],
      current: [0, 0.25, 0.75],
      widest: PICTURE.widest,
    });
  });

  test('goes through the place of D where that lies between two edges', () => {
    const widest = { x: 0.5, baseline: 0.6, current: 0.1 };
    const curve = pictureCurve({ ...PICTURE, widest });
    expect(curve?.x).toEqual([0, 0.5, 1, 2]);
    expect(curve?.baseline[1]).toBe(0.6);
    expect(curve?.current[1]).toBe(0.1);
  });

  test.each([
    ['there is none', null],
    ['it lies beyond the drawn range', { x: 7, baseline: 0.9, current: 0.8 }],
  ])('marks no place of D where %s', (_, widest) => {
    expect(pictureCurve({ ...PICTURE, widest })).toMatchObject({ x: [0, 1, 2], widest: null });
  });

  test('is null for a report that does not say what lies below its picture', () => {
    const { below: _, widest: __, ...old } = PICTURE;
    expect(pictureCurve(old)).toBeNull();
  });

  test('never falls and never passes 1', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(weights, weights, (a, b) => {
        const bars = Math.min(a.length, b.length) - 1;
        const shares = (values: readonly number[]) => {
          const used = values.slice(0, bars + 1);
          const total = used.reduce((sum, value) => sum + value, 0) || 1;
          return used.map((value) => value / total);
        };
        const [left, right] = [shares(a), shares(b)];
        const curve = pictureCurve({
          ...PICTURE,
          edges: Array.from({ length: bars + 1 }, (_, i) => i),
          below: { baseline: left[0]!, current: right[0]! },
          baseline: left.slice(1),
          current: right.slice(1),
          widest: null,
        })!;
        for (const side of [curve.baseline, curve.current]) {
          expect(side).toHaveLength(bars + 1);
          expect(Math.max(...side)).toBeLessThanOrEqual(1);
          expect([...side].sort((x, y) => x - y)).toEqual(side);
        }
      }),
      { seed: 7 },
    );
  });
});

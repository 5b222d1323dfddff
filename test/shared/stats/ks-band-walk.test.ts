import { describe, expect, test } from 'vitest';
import { BandWalk } from '../../../shared/stats/ks-band-walk.ts';

/** Cells that a walk to the middle computes and that are not 0, from every 50th diagonal. */
function cellsComputed(m: number, n: number, distance: number): number {
  const walk = new BandWalk({ m, n, width: Math.round(distance * m * n) });
  let cells = 0;
  while (walk.diagonal < (m + n) / 2) {
    walk.advance();
    if (walk.diagonal % 50 === 0) cells += 50 * walk.left.filter((a) => a > 0 && a < 1).length;
  }
  return cells;
}

describe('BandWalk', () => {
  test('computes no more than 2.5·(m + n)·√n cells, however wide the band is', () => {
    for (const n of [100, 1_000, 5_000, 9_999]) {
      const m = 10_000;
      for (const distance of [0.01, 0.02, 0.05, 0.1, 0.2, 0.27, 0.5, 0.9, 1]) {
        const cells = cellsComputed(m, n, distance);
        expect(cells, `n ${n}, D ${distance}`).toBeLessThan(2.5 * (m + n) * Math.sqrt(n));
      }
    }
  });

  test('of a wide band computes two strips along its edges, and keeps 0 between them', () => {
    const [m, n, distance] = [10_000, 9_999, 0.2];
    const walk = new BandWalk({ m, n, width: distance * m * n });
    while (walk.diagonal < n) walk.advance();
    /** a of the cell at this part of the way from the middle of the band to its edge. */
    const at = (part: number) => walk.left[Math.round(n / 2 + (part * distance * m * n) / (m + n))];
    for (const part of [-0.5, 0, 0.5]) expect(at(part)).toBe(0);
    for (const part of [-0.95, 0.95]) expect(at(part)).toBeGreaterThan(0);
    for (const part of [-1.01, 1.01]) expect(at(part)).toBe(1);
  });
});

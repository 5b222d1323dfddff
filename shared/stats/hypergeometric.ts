import { deviance, stirlingError } from './loader.ts';

/** A 2 × 2 table, row by row. */
export type Table2x2 = readonly [a: number, b: number, c: number, d: number];

/**
 * ln of the probability of a 2 × 2 table given its margins (hypergeometric), absolute error about 1e-16 times
 * its size. O(1).
 *
 * ln Πmargins!/(N!·Πcells!) by Loader's expansion: every cell is off its expected count by the same excess
 * (ad − bc)/N, which is computed in whole numbers. The cells' terms are added in order of size, so that a
 * table and its mirror images get the very same number.
 */
export function lnTableProbability(table: Table2x2): number {
  const [a, b, c, d] = table;
  const rows = a + b + c + d;
  const excess = Number(BigInt(a) * BigInt(d) - BigInt(b) * BigInt(c)) / rows;
  const signed = [excess, -excess, -excess, excess];
  const cells = table
    .map((cell, i) => lnFactor(cell) + deviance(cell, cell - signed[i]!, signed[i]!))
    .sort((x, y) => x - y)
    .reduce((sum, term) => sum + term, 0);
  const margins = [a + b, c + d, a + c, b + d]
    .map(lnFactor)
    .sort((x, y) => x - y)
    .reduce((sum, term) => sum + term, 0);
  return margins - lnFactor(rows) - cells;
}

/** ln n! less its leading part n·ln n − n. */
function lnFactor(n: number): number {
  return n === 0 ? 0 : stirlingError(n) + 0.5 * Math.log(2 * Math.PI * n);
}

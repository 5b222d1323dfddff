import { deviance } from './loader.ts';

/** Diagonals on which `lnLikelyExit` looks. */
const LOOKS = 32;

/**
 * Lattice paths from (0, 0) to (m, n), one for each way to order m and n rows, and the band of cells (i, j) with
 * |n·i − m·j| < width. Paths that leave it are the orders with a KS distance of at least width/(m·n).
 *
 * A cell is named by its diagonal s = i + j and by j.
 */
export interface Band {
  /** Rows of the longer sample. */
  readonly m: number;
  /** Rows of the shorter one, fewer than m. */
  readonly n: number;
  /** Whole number ≥ 1. */
  readonly width: number;
}

/** The smallest j inside on diagonal s, where n·i − m·j = n·s − (m + n)·j; below 0 when the band is wider than the lattice. */
export function firstInside({ m, n, width }: Band, s: number): number {
  return Math.floor((n * s - width) / (m + n)) + 1;
}

/** The largest j inside on diagonal s, possibly beyond s or n. */
export function lastInside({ m, n, width }: Band, s: number): number {
  return Math.ceil((n * s + width) / (m + n)) - 1;
}

/** ln of the share of paths through a cell, hypergeometric, but for a factor between 1/(m + n) and m + n. */
export function lnThrough({ m, n }: Band, s: number, j: number): number {
  const expected = (n * s) / (m + n);
  const excess = j - expected;
  return -(
    deviance(j, expected, excess) +
    deviance(s - j, s - expected, -excess) +
    deviance(n - j, n - expected, -excess) +
    deviance(m - s + j, m - s + expected, excess)
  );
}

/**
 * `lnThrough` of a cell outside that is near the likeliest of them. At least so many paths leave the band, and
 * seldom many more.
 */
export function lnLikelyExit(band: Band): number {
  const { m, n } = band;
  // The cell (0, n) is outside however wide the band is.
  let likely = lnThrough(band, n, n);
  for (let look = 1; look <= LOOKS; look++) {
    const s = Math.floor(((m + n) * look) / (2 * LOOKS));
    const below = firstInside(band, s) - 1;
    const above = lastInside(band, s) + 1;
    if (below >= 0) likely = Math.max(likely, lnThrough(band, s, below));
    if (above <= Math.min(s, n)) likely = Math.max(likely, lnThrough(band, s, above));
  }
  return likely;
}

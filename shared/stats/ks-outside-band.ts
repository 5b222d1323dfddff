import type { Band } from './ks-band.ts';
import { BandWalk } from './ks-band-walk.ts';

/** A weight of 1 stands for 2^900, so that one of 1e-320 still has all its digits. */
const SCALE = 2 ** 900;

/**
 * The share of paths that leave a band, equal to the recursion over all its cells (which SciPy computes) to 1e-13
 * relative and never above 1.
 *
 * Half a turn takes the band to itself and the first half of every path to the second half of another. So paths are
 * followed to the middle diagonal only: one through cell j stays inside when its first half does and, independently,
 * its second, which stands for the first half of a path to the opposite cell.
 *
 * O((m + n)·√n) time however wide the band is, O(n) memory.
 *
 * @example
 * shareOutside({ m: 3, n: 2, width: 6 }); // 0.2: two of the ten orders of 3 and 2 rows have D ≥ 6/(3·2)
 */
export function shareOutside(band: Band): number {
  const { m, n } = band;
  const middle = Math.floor((m + n) / 2);
  const walk = new BandWalk(band);
  while (walk.diagonal < middle) walk.advance();
  const first = walk.left.slice();
  // Of an odd number of steps the second half has one more.
  while (walk.diagonal < m + n - middle) walk.advance();
  const second = walk.left;

  let total = 0;
  let outside = 0;
  const add = (j: number, weight: number) => {
    total += weight;
    outside += weight * (first[j]! + second[n - j]! * (1 - first[j]!));
  };
  // Paths through the cells are hypergeometric: from the mode outwards by the ratios of neighbours.
  const mode = Math.floor(((middle + 1) * (n + 1)) / (m + n + 2));
  add(mode, SCALE);
  for (let j = mode, weight = SCALE; j < n; j++) {
    weight *= ((middle - j) * (n - j)) / ((j + 1) * (m - middle + j + 1));
    add(j + 1, weight);
  }
  for (let j = mode, weight = SCALE; j > 0; j--) {
    weight *= (j * (m - middle + j)) / ((middle - j + 1) * (n - j + 1));
    add(j - 1, weight);
  }
  return outside / total;
}

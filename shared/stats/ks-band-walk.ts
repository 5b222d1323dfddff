import { type Band, firstInside, lastInside, lnLikelyExit, lnThrough } from './ks-band.ts';

/**
 * ln of the part of the result below which a cell is dropped: 1e-24, so that ten thousand cells, times the factor
 * that `lnThrough` leaves out, do not reach the last digit.
 */
const LN_NEGLIGIBLE = -55;

/** Cells are dropped on every 16th diagonal, 16 at a time: to ask costs as much as computing a hundred. */
const STRIDE = 16;

/**
 * Follows all paths through a band at once, diagonal by diagonal, up to the middle of the lattice: a(i, j) = share
 * of the paths to (i, j) that have left the band. That is 1 outside, and inside (i·a(i−1, j) + j·a(i, j−1))/(i + j),
 * a mean of numbers in [0, 1], so that nothing cancels however small it is. A cell depends on the diagonal before
 * only: a processor works on several at once.
 *
 * Of a wide band only two strips along its edges are computed. The cells between them keep 0, as paths that have
 * left the band, come back so far and go on to (m, n) are too few to change a digit of the result. In a narrow band
 * the strips meet, and from then on every cell is computed.
 */
export class BandWalk {
  /** Steps taken so far: s = i + j. */
  diagonal = 0;
  /** a by j, on this diagonal. */
  readonly left: Float64Array;
  /** The first and the last cell inside. */
  private low = 0;
  private high = 0;
  /** The strips reach from `low` to `lowerEnd`, and from `upperStart` to `high`. */
  private lowerEnd = -1;
  private upperStart = 1;
  private readonly band: Band;
  private readonly lnNegligible: number;

  constructor(band: Band) {
    this.band = band;
    this.left = new Float64Array(band.n + 1).fill(1);
    this.left[0] = 0;
    this.lnNegligible = lnLikelyExit(band) + LN_NEGLIGIBLE;
  }

  advance(): void {
    const { band, left } = this;
    this.diagonal++;
    this.high = Math.min(this.high + 1, band.n);
    this.lowerEnd = Math.min(this.lowerEnd + 1, this.upperStart - 1);
    this.compute(Math.max(this.low, this.upperStart), this.high);
    this.compute(this.low, this.lowerEnd);

    const first = firstInside(band, this.diagonal);
    const last = lastInside(band, this.diagonal);
    while (this.low < first && this.low <= this.high) left[this.low++] = 1;
    while (this.high > last && this.high >= this.low) left[this.high--] = 1;
    this.lowerEnd = Math.max(this.lowerEnd, this.low - 1);
    this.upperStart = Math.min(this.upperStart, this.high + 1);

    if (this.diagonal % STRIDE === 0) this.drop();
    while (this.lowerEnd >= this.low && left[this.lowerEnd] === 0) this.lowerEnd--;
    while (this.upperStart <= this.high && left[this.upperStart] === 0) this.upperStart++;
  }

  /** The cells `from` … `to` of this diagonal, in place. Cell 0 has one way in and keeps its value. */
  private compute(from: number, to: number): void {
    const { left, diagonal } = this;
    let here = left[to]!;
    for (let j = to; j >= Math.max(from, 1); j--) {
      const before = left[j - 1]!;
      left[j] = (here * (diagonal - j) + before * j) / diagonal;
      here = before;
    }
  }

  /** Drops negligible cells from the inner ends of the strips: the nearer to the band's edge, the more a cell counts. */
  private drop(): void {
    if (this.lowerEnd + 1 >= this.upperStart) return;
    while (this.lowerEnd - STRIDE >= this.low && this.isNegligible(this.lowerEnd - STRIDE)) {
      this.left.fill(0, this.lowerEnd - STRIDE + 1, this.lowerEnd + 1);
      this.lowerEnd -= STRIDE;
    }
    while (this.upperStart + STRIDE <= this.high && this.isNegligible(this.upperStart + STRIDE)) {
      this.left.fill(0, this.upperStart, this.upperStart + STRIDE);
      this.upperStart += STRIDE;
    }
  }

  /** A cell's part of the result is the share of paths that go through it after having left the band. */
  private isNegligible(j: number): boolean {
    return Math.log(this.left[j]!) + lnThrough(this.band, this.diagonal, j) < this.lnNegligible;
  }
}

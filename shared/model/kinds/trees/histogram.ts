import type { BinnedColumns } from './bin-columns.ts';

/** Each row's first and second derivative of the loss by its score, weights included. */
export interface Slopes {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Numbers kept for a bin: sum of first derivatives, sum of second ones, rows. */
const WIDTH = 3;

/** Sums by column and bin over the rows of one node: `sums[(start of the column + bin) * 3 …]`. */
export interface Histogram {
  readonly sums: Float64Array;
  readonly starts: Int32Array;
}

/** Where each column's bins start; the last entry is the number of all bins. */
export function binStarts({ edges }: BinnedColumns): Int32Array {
  const starts = new Int32Array(edges.length + 1);
  for (const [column, { length }] of edges.entries()) starts[column + 1] = starts[column]! + length + 1;
  return starts;
}

/** O(rows × columns). */
export function histogramOf(
  columns: BinnedColumns,
  starts: Int32Array,
  rows: Int32Array,
  slopes: Slopes,
): Histogram {
  const sums = new Float64Array(starts.at(-1)! * WIDTH);
  const { first, second } = slopes;
  for (const [column, bins] of columns.bins.entries()) {
    const start = starts[column]!;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const at = (start + bins[row]!) * WIDTH;
      sums[at]! += first[row]!;
      sums[at + 1]! += second[row]!;
      sums[at + 2]!++;
    }
  }
  return { sums, starts };
}

/** What is left of a node's histogram when one child's is taken away: the other child's. O(bins). */
export function remainder(parent: Histogram, child: Histogram): Histogram {
  return { starts: parent.starts, sums: parent.sums.map((sum, i) => sum - child.sums[i]!) };
}

export interface Split {
  readonly column: number;
  /** The last bin that goes left. */
  readonly bin: number;
  /** By how much the loss falls, to second order. */
  readonly gain: number;
}

export interface SplitLimits {
  readonly penalty: number;
  readonly leafRowsMin: number;
}

/**
 * The best split of a node, by the second-order gain of Chen & Guestrin (*XGBoost*, 2016, equation 7); null when none
 * gains. Of equal ones the first. O(bins).
 */
export function bestSplit({ sums, starts }: Histogram, total: NodeTotal, limits: SplitLimits): Split | null {
  const whole = score(total.first, total.second, limits.penalty);
  let best: Split | null = null;
  for (let column = 0; column + 1 < starts.length; column++) {
    let first = 0;
    let second = 0;
    let rows = 0;
    for (
      let bin = 0, at = starts[column]! * WIDTH;
      bin < starts[column + 1]! - starts[column]! - 1;
      bin++, at += WIDTH
    ) {
      first += sums[at]!;
      second += sums[at + 1]!;
      rows += sums[at + 2]!;
      if (rows < limits.leafRowsMin) continue;
      if (total.rows - rows < limits.leafRowsMin) break;
      const gain =
        (score(first, second, limits.penalty) +
          score(total.first - first, total.second - second, limits.penalty) -
          whole) /
        2;
      if (gain > (best?.gain ?? GAIN_MIN)) best = { column, bin, gain };
    }
  }
  return best;
}

/** Below this a gain is rounding. */
const GAIN_MIN = 1e-9;

export interface NodeTotal {
  readonly first: number;
  readonly second: number;
  readonly rows: number;
}

export function totalOf(rows: Int32Array, { first, second }: Slopes): NodeTotal {
  let sumFirst = 0;
  let sumSecond = 0;
  for (const row of rows) {
    sumFirst += first[row]!;
    sumSecond += second[row]!;
  }
  return { first: sumFirst, second: sumSecond, rows: rows.length };
}

const score = (first: number, second: number, penalty: number) => first ** 2 / (second + penalty);

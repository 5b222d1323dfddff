/** Probabilities at which two distributions are held against each other: 5 %, 10 %, … 95 %. */
export const UNDO_PROBABILITIES: readonly number[] = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** A numeric feature on both sides, by its quantiles at `UNDO_PROBABILITIES`. */
export interface NumberChange {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Shares of baseline values ≤ each edge; edges ascend. */
  readonly baselineShares: (edges: readonly number[]) => number[];
  /** Largest residual at which a transformation explains the change. */
  readonly residualMax: number;
}

/** x → factor · x + offset, the factor above 0. */
export interface Transformation {
  readonly factor: number;
  readonly offset: number;
}

/** Far below any measurement's precision: undoing x · 1.25 may miss x by a rounding. */
const ROUNDING = 1e-9;

/**
 * How far production is from the baseline once a transformation is undone, on the scale of the KS distance:
 * the largest |F_baseline(T⁻¹(q)) − p| over the quantiles. Near 0 when the transformation explains the change. O(k).
 */
export function residualOf(change: NumberChange, { factor, offset }: Transformation): number {
  const undone = change.after.map((q) => (q - offset) / factor);
  const slack = undone.map((x) => ROUNDING * Math.abs(x));
  const below = change.baselineShares(undone.map((x, i) => x - slack[i]!));
  const upTo = change.baselineShares(undone.map((x, i) => x + slack[i]!));
  return UNDO_PROBABILITIES.reduce((largest, p, i) => Math.max(largest, below[i]! - p, p - upTo[i]!), 0);
}

/** The single factor that the quantiles speak of, by the median of their ratios; null where there is none. */
export function commonFactor({ before, after }: NumberChange): number | null {
  const factor = median(before.flatMap((q, i) => (q === 0 ? [] : [after[i]! / q])));
  return factor !== null && Number.isFinite(factor) && factor > 0 ? factor : null;
}

/** The single shift that the quantiles speak of, by the median of their differences; null where there is none. */
export function commonShift({ before, after }: NumberChange): number | null {
  const shift = median(before.map((q, i) => after[i]! - q));
  return shift !== null && Number.isFinite(shift) ? shift : null;
}

const median = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;

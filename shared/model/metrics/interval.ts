/** A figure with its 95 % confidence interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile at 0.975: intervals are of 95 %. */
export const Z_95 = 1.959963984540054;

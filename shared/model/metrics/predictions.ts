/** Probabilities beside the right answers. */
export interface Predictions {
  /** The right class of each row. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** `probabilities[row * classes + class]`; those of a row sum to 1. */
  readonly probabilities: Float64Array;
}

/** The most probable class of a row; the first of several. */
export function topClass(probabilities: Float64Array, classes: number, row: number): number {
  let top = 0;
  const at = row * classes;
  for (let k = 1; k < classes; k++) if (probabilities[at + k]! > probabilities[at + top]!) top = k;
  return top;
}

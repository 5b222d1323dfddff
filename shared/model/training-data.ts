import type { ColumnValues } from '../csv/blocks.ts';

/** One input of a model: what it is called and how it is read. */
export interface InputColumn {
  readonly name: string;
  /** `number` is standardised and imputed by its median; `level` is one-hot encoded, with "other" for what is new. */
  readonly kind: ColumnValues['kind'];
}

/** Rows held in memory, column by column; the order of `columns` is that of `inputs`. */
export interface Rows {
  readonly count: number;
  readonly inputs: readonly InputColumn[];
  /** NaN and `null` are missing values. A column that a batch does not have is all missing. */
  readonly columns: readonly (Float64Array | readonly (string | null)[])[];
}

/** Rows with their answers. */
export interface LabelledRows extends Rows {
  /** Position of each row's class in `classes`. */
  readonly labels: Int32Array;
  /** Distinct answers, sorted by code unit. */
  readonly classes: readonly string[];
  /** How much each row counts, all 1 unless history is mixed with newer rows. Positive and finite. */
  readonly weights: Float64Array;
}

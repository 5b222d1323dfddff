import type * as v from 'valibot';
import type { LabelledRows, Rows } from './training-data.ts';

/**
 * A way to learn. Everything that a model knows, how columns are encoded included, is in the plain JSON that `train`
 * gives: whoever has the JSON can predict.
 */
export interface ModelKind<Model = unknown> {
  /** As settings and model files name it. */
  readonly name: string;
  /** What the model's JSON must look like; a file that does not is refused before anything is predicted with it. */
  readonly schema: v.GenericSchema<unknown, Model>;
  /**
   * Learns from rows. Deterministic: the same rows and seed give the same model.
   *
   * @throws TrainingError when there is nothing to learn from (one class, no row, no input that varies).
   */
  train(rows: LabelledRows, options: { readonly seed: number }): Model;
  /** Probabilities, class by class for each row: `result[row * classes + class]`; those of a row sum to 1. */
  predict(model: Model, rows: Rows): Float64Array;
  /** How much each input matters, in the order of `inputs`: not negative, summing to 1 unless all are 0. */
  importance(model: Model): number[];
}

/** Why no model can be learned from these rows; the message says what to do. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}

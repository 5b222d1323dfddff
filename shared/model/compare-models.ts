import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { batchRows } from './batch-rows.ts';
import { topClass } from './metrics/predictions.ts';
import type { LoadedModel } from './model-document.ts';

/** How the predictions of one model differ from those of another for the same rows. */
export interface PredictionChanges {
  readonly rows: number;
  /** Rows for which another class is the most probable one. */
  readonly changed: number;
  /** `table[before][after]`: rows by both predictions, each in the order of its model's classes. */
  readonly table: readonly (readonly number[])[];
  /**
   * The probability that moved from one class to another: half the sum over all classes of |after − before|, averaged
   * over the rows; 0 to 1. With two classes it is the mean of |after − before| of either.
   */
  readonly meanProbabilityChange: number;
}

/**
 * Has two models predict the same batch as it is read, in constant memory, and counts what differs. Their inputs and
 * classes need not be the same: to a class that a model does not know it gives no probability.
 * O(rows × (inputs + classes) of both).
 *
 * @throws CsvError for a file that cannot be read or has none of the inputs of one of the models
 * @example
 * const { rows, changed } = await compareModels(createReadStream('june.csv'), before, after, { name: 'june.csv' });
 */
export async function compareModels(
  chunks: StoredFile,
  before: LoadedModel,
  after: LoadedModel,
  options: Pick<ReadCsvOptions, 'name'>,
): Promise<PredictionChanges> {
  const { header, blocks } = await readCsv(chunks, options);
  const rowsBefore = batchRows(header, before, options.name);
  const rowsAfter = batchRows(header, after, options.name);
  const tally = new ChangeTally(before.document.classes, after.document.classes);
  for await (const block of blocks) {
    tally.add(block.rows, before.predict(rowsBefore(block)), after.predict(rowsAfter(block)));
  }
  return tally.result();
}

class ChangeTally {
  readonly #before: readonly string[];
  readonly #after: readonly string[];
  /** Where a class of the one model stands among those of the other; −1 for one that it does not know. */
  readonly #afterOf: readonly number[];
  readonly #beforeOf: readonly number[];
  readonly #table: number[][];
  #rows = 0;
  #moved = 0;

  constructor(before: readonly string[], after: readonly string[]) {
    this.#before = before;
    this.#after = after;
    this.#afterOf = before.map((name) => after.indexOf(name));
    this.#beforeOf = after.map((name) => before.indexOf(name));
    this.#table = before.map(() => new Array<number>(after.length).fill(0));
  }

  add(rows: number, before: Float64Array, after: Float64Array): void {
    for (let row = 0; row < rows; row++) {
      this.#table[topClass(before, this.#before.length, row)]![topClass(after, this.#after.length, row)]!++;
      this.#moved += this.#distance(before, row * this.#before.length, after, row * this.#after.length);
    }
    this.#rows += rows;
  }

  #distance(before: Float64Array, beforeAt: number, after: Float64Array, afterAt: number): number {
    let sum = 0;
    for (const [k, other] of this.#afterOf.entries()) {
      sum += Math.abs((other === -1 ? 0 : after[afterAt + other]!) - before[beforeAt + k]!);
    }
    for (const [k, other] of this.#beforeOf.entries()) if (other === -1) sum += after[afterAt + k]!;
    return sum / 2;
  }

  result(): PredictionChanges {
    let same = 0;
    for (const [k, other] of this.#afterOf.entries()) if (other !== -1) same += this.#table[k]![other]!;
    return {
      rows: this.#rows,
      changed: this.#rows - same,
      table: this.#table,
      meanProbabilityChange: this.#rows === 0 ? 0 : this.#moved / this.#rows,
    };
  }
}

import { readCsv } from '../csv/read-csv.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { batchRows } from './batch-rows.ts';
import { topClass } from './metrics/predictions.ts';
import type { LoadedModel } from './model-document.ts';

/** A row as a model predicts it. */
interface ScoredRow {
  /** The row's id where the file has the model's id column, otherwise its number from 1. */
  readonly id: string;
  /** The most probable class. */
  readonly prediction: string;
  /** In the order of the model's classes. */
  readonly probabilities: readonly number[];
}

export interface ScoredRows {
  readonly rows: readonly ScoredRow[];
  /** Inputs of the model that the file does not have: predicted as if their values were missing. */
  readonly absentInputs: readonly string[];
}

/** More rows than are scored at once. */
export class TooManyRows extends Error {
  override readonly name = 'TooManyRows';
}

/**
 * Scores a small file in memory; `scoreBatch` is for files of any size. O(rows × inputs × classes).
 *
 * @throws CsvError for a file that cannot be read or has none of the inputs; TooManyRows
 * @example (await scoreRows(chunks, model, { name: 'row', rowsMax: 1_000 })).rows[0]?.prediction // 'yes'
 */
export async function scoreRows(
  chunks: StoredFile,
  model: LoadedModel,
  { name, rowsMax }: { readonly name: string; readonly rowsMax: number },
): Promise<ScoredRows> {
  const { classes, inputs, id } = model.document;
  const { header, blocks } = await readCsv(chunks, { name });
  const rowsOf = batchRows(header, model, name);
  const idAt = id === null ? -1 : header.indexOf(id);
  const rows: ScoredRow[] = [];
  for await (const block of blocks) {
    if (rows.length + block.rows > rowsMax) {
      throw new TooManyRows(`${name} has more than ${rowsMax} rows.`);
    }
    const probabilities = model.predict(rowsOf(block));
    const before = rows.length;
    for (let row = 0; row < block.rows; row++) {
      const own = probabilities.subarray(row * classes.length, (row + 1) * classes.length);
      const named = idAt === -1 ? null : block.columns[idAt]![row]!;
      rows.push({
        id: named ?? String(before + row + 1),
        prediction: classes[topClass(own, classes.length, 0)]!,
        probabilities: Array.from(own),
      });
    }
  }
  return { rows, absentInputs: inputs.map((input) => input.name).filter((input) => !header.includes(input)) };
}

import type { TextBlock } from '../csv/blocks.ts';
import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import { csvLine } from '../csv/write-csv.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { batchRows } from './batch-rows.ts';
import { topClass } from './metrics/predictions.ts';
import type { LoadedModel } from './model-document.ts';
import { ScoreTally } from './score-profile.ts';

export interface ScoreBatchOptions extends Pick<ReadCsvOptions, 'name' | 'onProgress' | 'signal'> {
  /** What the predictions say made them. */
  readonly modelVersion: string;
}

export interface BatchScoring {
  /** The predictions as CSV, the header first, a piece for each block of rows; to be iterated once. */
  readonly lines: AsyncIterable<string>;
  /** Inputs of the model that the batch does not have: predicted as if their values were missing. */
  readonly absentInputs: readonly string[];
  /** The scores against those of the rows that the model learned from; complete after the last line. */
  readonly scores: ScoreTally;
}

/**
 * Scores a batch as it is read, in constant memory. A prediction's columns: `row_id` where the batch has the model's
 * id column, otherwise `row_number` from 1; `prediction`, the most probable class; `p_<class>`, six significant
 * digits; `model`. Text that a spreadsheet would run as a formula is defused. O(rows × inputs × classes).
 *
 * @throws CsvError, from the call or the iteration, for a file that cannot be read or has none of the inputs
 * @example
 * const { lines, scores } = await scoreBatch(createReadStream('june.csv'), loadModel(text), { name: 'june.csv', modelVersion: 'v1' });
 * for await (const piece of lines) process.stdout.write(piece);
 * scores.drift(settings).drifted;
 */
export async function scoreBatch(
  chunks: StoredFile,
  model: LoadedModel,
  options: ScoreBatchOptions,
): Promise<BatchScoring> {
  const { classes, inputs, scoreProfile } = model.document;
  const { header, blocks } = await readCsv(chunks, options);
  const absentInputs = inputs.map(({ name }) => name).filter((name) => !header.includes(name));
  const scores = new ScoreTally(classes, scoreProfile);
  return { lines: predictionLines(header, blocks, model, scores, options), absentInputs, scores };
}

async function* predictionLines(
  header: readonly string[],
  blocks: AsyncIterable<TextBlock>,
  model: LoadedModel,
  scores: ScoreTally,
  { name, modelVersion }: ScoreBatchOptions,
): AsyncGenerator<string, void, undefined> {
  const { classes, id } = model.document;
  const rowsOf = batchRows(header, model, name);
  const idAt = id === null ? -1 : header.indexOf(id);
  let rowsBefore = 0;
  for await (const block of blocks) {
    const probabilities = model.predict(rowsOf(block));
    if (rowsBefore === 0) {
      yield csvLine([
        idAt === -1 ? 'row_number' : 'row_id',
        'prediction',
        ...classes.map((label) => `p_${label}`),
        'model',
      ]);
    }
    scores.add(probabilities);
    const lines: string[] = [];
    for (let row = 0; row < block.rows; row++) {
      const at = row * classes.length;
      const own = probabilities.subarray(at, at + classes.length);
      const label = classes[topClass(own, classes.length, 0)]!;
      const subject = idAt === -1 ? rowsBefore + row + 1 : block.columns[idAt]![row]!;
      lines.push(
        csvLine([subject, label, ...Array.from(own, sixDigits), modelVersion], { neutraliseFormulas: true }),
      );
    }
    rowsBefore += block.rows;
    yield lines.join('');
  }
}

const sixDigits = (probability: number): number => Number(probability.toPrecision(6));

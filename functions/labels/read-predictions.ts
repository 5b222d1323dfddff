import { readCsv } from '../../shared/csv/read-csv.ts';
import type { BatchAnswers } from '../../shared/model/batch-answers.ts';
import type { Predictions } from '../../shared/model/metrics/predictions.ts';
import { type Artifact, requireDigest } from '../artifact.ts';
import { digesting } from '../digest.ts';
import type { Objects } from '../ports.ts';

/** Columns before the probabilities: the row, and the most probable class. */
const PROBABILITIES_AT = 2;

/**
 * The stored probabilities of the rows whose answer is known, beside the answers. Memory: those rows. O(bytes).
 *
 * @throws ArtifactChanged when the stored predictions are not those that were made
 */
export async function readPredictions(
  objects: Objects,
  artifact: Artifact,
  classes: number,
  answers: BatchAnswers,
): Promise<Predictions> {
  const { body } = await objects.read({ bucket: 'artifacts', key: artifact.key });
  const { chunks, digest } = digesting(body);
  const { blocks } = await readCsv(chunks, { name: artifact.key, delimiter: ',' });
  const rows = answers.labelled;
  const labels = new Int32Array(rows);
  const probabilities = new Float64Array(rows * classes);
  let row = 0;
  let taken = 0;
  for await (const block of blocks) {
    for (let i = 0; i < block.rows; i++, row++) {
      const label = answers.classOf(row);
      if (label === null) continue;
      labels[taken] = label;
      for (let k = 0; k < classes; k++) {
        probabilities[taken * classes + k] = Number(block.columns[PROBABILITIES_AT + k]![i]!);
      }
      taken++;
    }
  }
  requireDigest(artifact, digest());
  return { labels, classes, probabilities };
}

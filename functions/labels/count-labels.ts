import { CsvError } from '../../shared/csv/csv-error.ts';
import type { LabelRow } from '../../shared/model/read-labels.ts';

/** Ids of one file that are held at a time: a few hundred megabytes. */
const LABEL_IDS_MAX = 2_000_000;

/** A collection of ids, whatever else it holds. */
export type Ids = Pick<ReadonlySet<string>, 'has' | 'size'>;

/** What is in a file with answers. */
export interface LabelCounts {
  readonly rows: number;
  readonly empty: number;
  readonly duplicates: number;
  readonly conflicts: number;
  /** Ids with an answer. */
  readonly ids: Ids;
}

/**
 * Counts a file with answers. O(rows).
 *
 * @throws CsvError `limit` for more ids than `idsMax`
 */
export async function countLabels(
  labels: AsyncIterable<LabelRow>,
  file: string,
  idsMax = LABEL_IDS_MAX,
): Promise<LabelCounts> {
  const answers = new Map<string, string>();
  let [rows, empty, duplicates, conflicts] = [0, 0, 0, 0];
  for await (const { id, answer } of labels) {
    rows++;
    if (id === null || answer === null) {
      empty++;
      continue;
    }
    const before = answers.get(id);
    if (before === answer) duplicates++;
    else if (before !== undefined) conflicts++;
    answers.set(id, answer);
    if (answers.size > idsMax) {
      throw new CsvError({
        code: 'limit',
        file,
        rule: `it answers for more than ${idsMax} different ids`,
        wayOut: 'Upload it in parts',
      });
    }
  }
  return { rows, empty, duplicates, conflicts, ids: answers };
}

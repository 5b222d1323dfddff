import { CsvError } from '../csv/csv-error.ts';
import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { nearNames } from '../text/near-names.ts';
import { shorten } from '../text/safe-text.ts';

/** Columns listed in a message. */
const LISTED_MAX = 10;

/** Which columns of a file with labels say what. */
export interface LabelColumns {
  readonly id: string;
  readonly label: string;
}

/** One row of it; `null` where a cell is empty. */
export interface LabelRow {
  readonly id: string | null;
  readonly answer: string | null;
}

/**
 * The rows of a file with labels, in its order; other columns are not looked at. Constant memory. O(bytes).
 *
 * @throws CsvError for a file that cannot be read or lacks one of the columns
 * @example
 * for await (const { id, answer } of readLabels(chunks, { id: 'id', label: 'approved' }, { name: 'june.csv' })) …
 */
export async function* readLabels(
  chunks: StoredFile,
  columns: LabelColumns,
  options: Pick<ReadCsvOptions, 'name' | 'signal'>,
): AsyncGenerator<LabelRow, void, undefined> {
  const { header, blocks } = await readCsv(chunks, options);
  for await (const block of blocks) {
    // Inside the loop, since an error that leaves the loop closes the source.
    const idAt = requireColumn(header, columns.id, 'id', 'names a row', options.name);
    const labelAt = requireColumn(header, columns.label, 'label', 'holds the answer', options.name);
    for (let row = 0; row < block.rows; row++) {
      yield { id: block.columns[idAt]![row]!, answer: block.columns[labelAt]![row]! };
    }
  }
}

function requireColumn(
  header: readonly string[],
  column: string,
  setting: 'id' | 'label',
  purpose: string,
  file: string,
): number {
  const at = header.indexOf(column);
  if (at !== -1) return at;
  const [nearest] = nearNames(column, header);
  const hint = nearest === undefined ? '' : `Did you mean "${shorten(nearest)}"? `;
  const shown = header.slice(0, LISTED_MAX).map((name) => shorten(name));
  const more = header.length > LISTED_MAX ? `, and ${header.length - LISTED_MAX} more` : '';
  throw new CsvError({
    code: 'unknown-column',
    file,
    column,
    rule: `this column ${purpose} (\`${setting}\`), and the file has none of that name`,
    wayOut: `${hint}Its columns are: ${shown.join(', ')}${more}. Name it so, or name another as \`${setting}\` in the settings`,
  });
}

import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import { blockTyper } from '../csv/type-block.ts';
import type { StoredFile } from '../input/stored-file.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import { seededRandom } from '../stats/random.ts';
import { shorten } from '../text/safe-text.ts';
import { classNames } from './label-classes.ts';
import { inputColumn, type ModelInput } from './model-input.ts';
import { TrainingError } from './model-kind.ts';
import { RecentSample } from './recent-sample.ts';
import { RowStore } from './row-store.ts';
import type { LabelledRows } from './training-data.ts';

/** More different answers than this are no classes, but a quantity or an identifier. */
const CLASSES_MAX = 100;

export interface ReadRowsOptions extends Pick<ReadCsvOptions, 'name' | 'onProgress' | 'signal'> {
  /** Of a file with more labelled rows a sample is taken: each class by its share, later rows more often. */
  readonly rowsMax: number;
  readonly seed: number;
}

/** The labelled rows of a file, and what is known about them. */
export interface TrainingRows {
  readonly rows: LabelledRows;
  /** In the order of the rows' columns. */
  readonly inputs: readonly ModelInput[];
  /** Column of the answers. */
  readonly label: string;
  /** Column that names a row, if there is one. */
  readonly id: string | null;
  /** What that column says, row by row; null without the column. */
  readonly ids: readonly (string | null)[] | null;
  /** Which data row of the file each row is; the first is 1. */
  readonly rowNumbers: Float64Array;
  /** Rows of the file. */
  readonly rowsRead: number;
  /** Of these, rows with an answer. `rows.count` is smaller when a sample was taken. */
  readonly rowsLabelled: number;
}

/**
 * Reads the rows that a model can learn from: the features of the profile, typed as they are there, and the label.
 * Rows without a label are counted and left out. Memory: 2 × `rowsMax` rows.
 *
 * @param profile of a baseline with a label column; the file may be the baseline itself or any other with its columns
 * @throws CsvError when the file cannot be read; TrainingError without a label column, without a labelled row, or
 *   with too many different answers
 * @example
 * const training = await readRows(createReadStream('train.csv'), profile, { name: 'train.csv', rowsMax: 50_000, seed: 1 });
 */
export async function readRows(
  chunks: StoredFile,
  profile: BaselineProfile,
  options: ReadRowsOptions,
): Promise<TrainingRows> {
  const { name: file, rowsMax, seed } = options;
  const { header, blocks } = await readCsv(chunks, options);
  const columns = findColumns(profile, header);
  const kinds = columns.inputs.map((input) => inputColumn(input).kind);
  const typeBlock = blockTyper(header, columns.inputs);
  const store = new RowStore(kinds);
  const sample = new RecentSample(rowsMax, seededRandom(seed));
  const texts = new Set<string>();
  let rowsRead = 0;
  for await (const block of blocks) {
    // Inside the loop, since an error that leaves the loop closes the source.
    const { label, labelAt, idAt } = requireLabel(columns, file);
    const typed = typeBlock(block);
    for (let row = 0; row < block.rows; row++) {
      const answer = block.columns[labelAt]![row]!;
      if (answer === null) continue;
      texts.add(answer);
      if (texts.size > CLASSES_MAX) throw tooManyClasses(label, file);
      sample.offer(answer, store.count);
      store.add(typed, row, {
        number: rowsRead + row + 1,
        label: answer,
        id: idAt === null ? null : block.columns[idAt]![row]!,
      });
      if (sample.isFull) store.keep(sample.prune());
    }
    rowsRead += block.rows;
  }
  const { label, id, idAt } = requireLabel(columns, file);
  if (sample.rows === 0) {
    throw new TrainingError(
      `${file}: column "${shorten(label)}" is empty in all ${rowsRead} rows, so there is no answer to learn from. Fill it in.`,
    );
  }
  store.keep(sample.prune());
  return {
    rows: labelledRows(store, columns.inputs, [...texts]),
    inputs: columns.inputs,
    label,
    id,
    ids: idAt === null ? null : store.ids,
    rowNumbers: Float64Array.from(store.numbers),
    rowsRead,
    rowsLabelled: sample.rows,
  };
}

interface Columns {
  /** Features of the profile that had a value and that the file has. */
  readonly inputs: readonly ModelInput[];
  readonly label: string | undefined;
  /** -1 where the file has no such column. */
  readonly labelAt: number;
  readonly id: string | null;
  readonly idAt: number | null;
}

function findColumns(profile: BaselineProfile, header: readonly string[]): Columns {
  const named = (role: 'label' | 'id') => profile.others.find((other) => other.role === role)?.name;
  const label = named('label');
  const id = named('id') ?? null;
  const idAt = id === null ? -1 : header.indexOf(id);
  return {
    inputs: profile.features
      .filter(({ name, count }) => count > 0 && header.includes(name))
      .map(({ name, type }) => ({ name, type })),
    label,
    labelAt: label === undefined ? -1 : header.indexOf(label),
    id,
    idAt: idAt === -1 ? null : idAt,
  };
}

function requireLabel(columns: Columns, file: string): Columns & { readonly label: string } {
  const { label, labelAt } = columns;
  if (label === undefined) {
    throw new TrainingError(
      `${file}: nobody has said which column holds the answers. Name it as \`label\` in the settings.`,
    );
  }
  if (labelAt === -1) {
    throw new TrainingError(
      `${file} has no column "${shorten(label)}", which holds the answers. Add it, or name another as \`label\` in the settings.`,
    );
  }
  return { ...columns, label };
}

const tooManyClasses = (label: string, file: string) =>
  new TrainingError(
    `${file}: column "${shorten(label)}" has more than ${CLASSES_MAX} different answers. A model tells classes apart; if these are quantities, write the group that each belongs to into a column and name that as \`label\`.`,
  );

function labelledRows(
  store: RowStore,
  inputs: readonly ModelInput[],
  texts: readonly string[],
): LabelledRows {
  const names = classNames(texts);
  const classes = [...new Set(names.values())].sort();
  const columns = inputs.map(inputColumn);
  return {
    count: store.count,
    inputs: columns,
    columns: store.columns(columns.map(({ kind }) => kind)),
    labels: Int32Array.from(store.labels, (text) => classes.indexOf(names.get(text)!)),
    classes,
    weights: new Float64Array(store.count).fill(1),
  };
}

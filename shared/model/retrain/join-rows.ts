import { shorten } from '../../text/safe-text.ts';
import { groupRows } from '../group-rows.ts';
import { classFinder } from '../label-classes.ts';
import { inputColumn, type ModelInput } from '../model-input.ts';
import { TrainingError } from '../model-kind.ts';
import type { TrainingRows } from '../read-rows.ts';
import type { InputColumn, LabelledRows, Rows } from '../training-data.ts';

/** Old and new rows as one: those of the history first, the oldest at the top, then those of the window. */
export interface JoinedRows {
  readonly rows: LabelledRows;
  /** How many of them are old. */
  readonly oldRows: number;
  /** Rows that share an id or all values have the same group. */
  readonly groups: Int32Array;
  /** File of the history that each old row is from. */
  readonly files: Int32Array;
}

/**
 * Joins rows of several files: inputs are the window's, and one that an older file does not have is missing there;
 * answers are spelled as the champion's classes where they mean one of them. O(cells).
 *
 * @param classes the champion's
 */
export function joinRows(
  history: readonly TrainingRows[],
  window: TrainingRows,
  classes: readonly string[],
): JoinedRows {
  const parts = [...history, window];
  const inputs = window.inputs.map(inputColumn);
  const spell = speller(classes);
  const names = parts.map(({ rows }) => rows.classes.map(spell));
  const all = [...new Set([...classes, ...names.flat()])].sort();
  const count = parts.reduce((sum, { rows }) => sum + rows.count, 0);
  const rows: LabelledRows = {
    count,
    inputs,
    columns: inputs.map((input) => joinColumn(parts, input)),
    labels: Int32Array.from(
      parts.flatMap(({ rows: { labels } }, part) =>
        Array.from(labels, (label) => all.indexOf(names[part]![label]!)),
      ),
    ),
    classes: all,
    weights: new Float64Array(count).fill(1),
  };
  const ids = parts.flatMap((part) => part.ids ?? new Array<null>(part.rows.count).fill(null));
  return {
    rows,
    oldRows: count - window.rows.count,
    groups: groupRows(rows, ids),
    files: Int32Array.from(history.flatMap((part, file) => new Array<number>(part.rows.count).fill(file))),
  };
}

/** The same rows with these classes alone; what has another answer has -1, and must not be learned from. O(rows). */
export function withClasses(rows: LabelledRows, classes: readonly string[]): LabelledRows {
  const places = rows.classes.map((name) => classes.indexOf(name));
  return { ...rows, classes, labels: rows.labels.map((label) => places[label]!) };
}

function speller(classes: readonly string[]): (name: string) => string {
  const find = classFinder(classes);
  return (name) => classes[find(name)] ?? name;
}

function joinColumn(parts: readonly TrainingRows[], { name, kind }: InputColumn): Rows['columns'][number] {
  const columns = parts.map(({ rows }) => columnOf(rows, { name, kind }));
  return kind === 'number'
    ? Float64Array.from(columns.flatMap((column) => Array.from(column as Float64Array)))
    : columns.flatMap((column) => column as (string | null)[]);
}

/**
 * Rows as a model of other inputs takes them: one that they do not have is missing throughout.
 *
 * @throws TrainingError when an input is read as a number here and as a category there
 */
export function rowsFor(inputs: readonly ModelInput[], rows: Rows): Rows {
  const columns = inputs.map(inputColumn);
  return { count: rows.count, inputs: columns, columns: columns.map((column) => columnOf(rows, column)) };
}

function columnOf(rows: Rows, { name, kind }: InputColumn): Rows['columns'][number] {
  const at = rows.inputs.findIndex((input) => input.name === name);
  if (at === -1) {
    return kind === 'number'
      ? new Float64Array(rows.count).fill(Number.NaN)
      : new Array<null>(rows.count).fill(null);
  }
  if (rows.inputs[at]!.kind === kind) return rows.columns[at]!;
  throw new TrainingError(
    `Input "${shorten(name)}" is read as numbers in one place and as categories in another, so models cannot be compared on it. Say under \`types\` in the settings which it is.`,
  );
}

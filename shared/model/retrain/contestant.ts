import type { DataSource } from '../data-source.ts';
import { modelKind } from '../kinds/all-kinds.ts';
import type { Predictions } from '../metrics/predictions.ts';
import type { LoadedModel, ModelDocument } from '../model-document.ts';
import type { ModelKind } from '../model-kind.ts';
import { applyTemperature } from '../temperature.ts';
import type { LabelledRows } from '../training-data.ts';
import { type JoinedRows, rowsFor } from './join-rows.ts';
import { type Lesson, lessonRows } from './lesson.ts';

/** A model that is compared with another, and how it came to be. */
export interface Contestant {
  readonly kind: ModelKind;
  readonly seed: number;
  readonly temperature: number;
  /** What it learned from, as far as it is here. */
  readonly lesson: Lesson;
  /** Probabilities in the order of the rows' classes, 0 for those that it does not know. */
  readonly predict: (rows: LabelledRows) => Float64Array;
}

/** Learns a challenger; `model` is what its kind gave. One fit. */
export function trainContestant(
  rows: LabelledRows,
  lesson: Lesson,
  { kind, seed, temperature }: Pick<Contestant, 'kind' | 'seed' | 'temperature'>,
): Contestant & { readonly model: unknown } {
  const model = kind.train(lessonRows(rows, lesson), { seed });
  const predict = (some: LabelledRows) =>
    applyTemperature(kind.predict(model, some), rows.classes.length, temperature);
  return { kind, seed, temperature, lesson, model, predict };
}

/**
 * The model in charge. Of the old rows it learned those whose file its document names, with the weights named there.
 *
 * @param history the files of the old rows
 */
export function contestantOf(
  champion: LoadedModel,
  { rows, files, oldRows }: JoinedRows,
  history: readonly DataSource[],
): Contestant {
  const { document } = champion;
  const ofFile = history.map((source) => rowWeightIn(document, source));
  const positions = Int32Array.from({ length: oldRows }, (_, row) => row).filter(
    (row) => ofFile[files[row]!]! > 0 && rows.labels[row] !== -1,
  );
  return {
    kind: modelKind(document.kind),
    seed: document.seed,
    temperature: document.temperature,
    lesson: { positions, weights: Float64Array.from(positions, (row) => ofFile[files[row]!]!) },
    predict: (some) => predictKnown(champion, some),
  };
}

/** What a model says of rows, beside their answers. */
export const predictionsOf = ({ predict }: Contestant, rows: LabelledRows): Predictions => ({
  labels: rows.labels,
  classes: rows.classes.length,
  probabilities: predict(rows),
});

/** How much each row of a file counted when a model was trained; 0 when it was not among its data. */
function rowWeightIn({ trainedOn }: ModelDocument, { uri, versionId, sha256 }: DataSource): number {
  const files = [{ ...trainedOn, rowWeight: 1 }, ...(trainedOn.history ?? [])];
  const same = files.find((file) =>
    sha256 === null ? file.uri === uri && file.versionId === versionId : file.sha256 === sha256,
  );
  return same?.rowWeight ?? 0;
}

function predictKnown({ document, predict }: LoadedModel, rows: LabelledRows): Float64Array {
  const own = document.classes.length;
  const all = rows.classes.length;
  const places = document.classes.map((name) => rows.classes.indexOf(name));
  const predicted = predict(rowsFor(document.inputs, rows));
  const probabilities = new Float64Array(rows.count * all);
  for (let row = 0; row < rows.count; row++) {
    for (const [k, place] of places.entries()) probabilities[row * all + place] = predicted[row * own + k]!;
  }
  return probabilities;
}

import type { DataSource } from './data-source.ts';
import { crossValidate, FOLDS, measure } from './evaluate.ts';
import { MODEL_SCHEMA_VERSION, type ModelDocument } from './model-document.ts';
import type { ModelKind } from './model-kind.ts';
import type { TrainingRows } from './read-rows.ts';
import { profileScores } from './score-profile.ts';
import { applyTemperature, chooseTemperature } from './temperature.ts';

export interface TrainModelOptions {
  readonly kind: ModelKind;
  readonly seed: number;
  readonly monitor: string | null;
  /** The file that the rows came from. */
  readonly source: DataSource;
  readonly engineVersion: string;
}

/**
 * Learns a model from all rows, and how good it is from five that each left a fifth of the rows out
 * (`crossValidate`): the usual compromise, as the model in use has seen a quarter more rows than those measured.
 *
 * Where the probabilities of unseen rows are off by more than 0.05 on average (expected calibration error), they are
 * corrected by one temperature fitted to them; all figures are those after the correction. O(6 × training).
 *
 * @throws TrainingError when there is too little to learn from
 * @example
 * const document = trainModel(await readRows(…), { kind: modelKind('logistic-regression'), seed: 1, monitor: null, source, engineVersion });
 */
export function trainModel(training: TrainingRows, options: TrainModelOptions): ModelDocument {
  const { rows } = training;
  const { kind, seed } = options;
  // First of all rows: what is wrong with these is said of the file, not of a part of it.
  const model = kind.train(rows, { seed });
  const unseen = crossValidate(kind, rows, training.ids, seed);
  const temperature = chooseTemperature(unseen);
  const probabilities = applyTemperature(unseen.probabilities, unseen.classes, temperature);
  return {
    schemaVersion: MODEL_SCHEMA_VERSION,
    kind: kind.name,
    monitor: options.monitor,
    label: training.label,
    id: training.id,
    classes: [...rows.classes],
    inputs: training.inputs.map(({ name, type }) => ({ name, type })),
    seed,
    engineVersion: options.engineVersion,
    trainedOn: {
      ...options.source,
      rows: training.rowsRead,
      rowsLabelled: training.rowsLabelled,
      rowsUsed: rows.count,
      classCounts: rows.classes.map((_, k) => rows.labels.filter((label) => label === k).length),
    },
    evaluation: { folds: FOLDS, metrics: measure({ ...unseen, probabilities }) },
    temperature,
    importance: kind.importance(model),
    scoreProfile: profileScores(rows.classes, probabilities),
    model,
  };
}

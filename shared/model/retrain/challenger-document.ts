import { measure } from '../evaluate.ts';
import type { Predictions } from '../metrics/predictions.ts';
import { MODEL_SCHEMA_VERSION, type ModelDocument } from '../model-document.ts';
import { profileScores } from '../score-profile.ts';
import type { Contestant } from './contestant.ts';
import type { JoinedRows } from './join-rows.ts';
import type { RetrainInput } from './retrain-input.ts';

/**
 * The challenger's `model.json`. Metrics, calibration and scores are those of the held-out rows: they are few, but this
 * very model has not seen them, and they are of the world that it will work in.
 *
 * @param unseen its predictions of the held-out rows
 */
export function challengerDocument(
  { window, sources, monitor, engineVersion }: RetrainInput,
  { rows, files, oldRows }: JoinedRows,
  challenger: Contestant & { readonly model: unknown },
  unseen: Predictions,
): ModelDocument {
  const { kind, seed, temperature, lesson, model } = challenger;
  const history = sources.history.flatMap((source, file) => {
    const ofFile = [...lesson.positions.keys()].filter((at) => {
      const row = lesson.positions[at]!;
      return row < oldRows && files[row] === file;
    });
    return ofFile.length === 0
      ? []
      : [{ ...source, rows: ofFile.length, rowWeight: lesson.weights[ofFile[0]!]! }];
  });
  const learned = lesson.positions.map((row) => rows.labels[row]!);
  return {
    schemaVersion: MODEL_SCHEMA_VERSION,
    kind: kind.name,
    monitor,
    label: window.label,
    id: window.id,
    classes: [...rows.classes],
    inputs: window.inputs.map(({ name, type }) => ({ name, type })),
    seed,
    engineVersion,
    trainedOn: {
      ...sources.window,
      rows: window.rowsRead,
      rowsLabelled: window.rowsLabelled,
      rowsUsed: learned.length,
      classCounts: rows.classes.map((_, k) => learned.filter((label) => label === k).length),
      history,
    },
    evaluation: { heldOut: unseen.labels.length, metrics: measure(unseen) },
    temperature,
    importance: kind.importance(model),
    scoreProfile: profileScores(rows.classes, unseen.probabilities),
    model,
  };
}

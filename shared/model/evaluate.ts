import { seededRandom } from '../stats/random.ts';
import { shorten } from '../text/safe-text.ts';
import { dealFolds } from './folds.ts';
import { groupRows } from './group-rows.ts';
import { accuracy } from './metrics/accuracy.ts';
import { brier } from './metrics/brier.ts';
import { calibration } from './metrics/calibration.ts';
import { confusion } from './metrics/confusion.ts';
import { logLoss } from './metrics/log-loss.ts';
import type { Predictions } from './metrics/predictions.ts';
import { rocAuc } from './metrics/roc-auc.ts';
import { type ModelKind, TrainingError } from './model-kind.ts';
import { takeRows } from './take-rows.ts';
import type { LabelledRows } from './training-data.ts';

export const FOLDS = 5;

/** Fewer rows give neither a model nor a figure about it that anyone should rely on. */
const ROWS_MIN = 50;

/** Metrics of predictions whose answers are known; intervals of 95 %. */
export function measure(predictions: Predictions) {
  return {
    accuracy: accuracy(predictions),
    rocAuc: rocAuc(predictions),
    logLoss: logLoss(predictions),
    brier: brier(predictions),
    calibration: calibration(predictions),
    confusion: confusion(predictions),
  };
}

/**
 * Probabilities for each row from a model that has not seen it: five-fold cross-validation, stratified, with rows of
 * one id and copies of a row in one fold; encoding and imputation are learned anew in each. Every row is judged once,
 * so the figures rest on all rows and not on a fifth of them. O(5 × training).
 *
 * @throws TrainingError for fewer than 50 rows, or a class that cannot be both learned and checked
 */
export function crossValidate(
  kind: ModelKind,
  rows: LabelledRows,
  ids: readonly (string | null)[] | null,
  seed: number,
): Predictions {
  const groups = groupRows(rows, ids);
  requireEnough(rows, groups);
  const folds = dealFolds(rows.labels, groups, FOLDS, seededRandom(seed));
  const classes = rows.classes.length;
  const probabilities = new Float64Array(rows.count * classes);
  for (let fold = 0; fold < FOLDS; fold++) {
    const tested = positions(folds, (of) => of === fold);
    if (tested.length === 0) continue;
    const model = kind.train(
      takeRows(
        rows,
        positions(folds, (of) => of !== fold),
      ),
      { seed },
    );
    const predicted = kind.predict(model, takeRows(rows, tested));
    for (const [i, row] of tested.entries()) {
      probabilities.set(predicted.subarray(i * classes, (i + 1) * classes), row * classes);
    }
  }
  return { labels: rows.labels, classes, probabilities };
}

function positions(folds: Int32Array, wanted: (fold: number) => boolean): Int32Array {
  return Int32Array.from([...folds.keys()].filter((row) => wanted(folds[row]!)));
}

function requireEnough(rows: LabelledRows, groups: Int32Array): void {
  if (rows.count < ROWS_MIN) {
    throw new TrainingError(
      `There are ${rows.count} labelled rows, and a model needs at least ${ROWS_MIN}. Bring ${ROWS_MIN - rows.count} more.`,
    );
  }
  for (const [k, name] of rows.classes.entries()) {
    const members = positions(rows.labels, (label) => label === k);
    const distinct = new Set(Array.from(members, (row) => groups[row]!)).size;
    if (distinct >= 2) continue;
    const found = members.length === 1 ? '1 row' : `${members.length} rows, which are copies or have one id`;
    throw new TrainingError(
      `Class "${shorten(name)}" has ${found}: it cannot be both learned and checked. Bring more rows of it, or leave it out; if it is a slip of the pen, mend it.`,
    );
  }
}

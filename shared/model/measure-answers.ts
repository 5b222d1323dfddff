import { accuracy } from './metrics/accuracy.ts';
import type { Interval } from './metrics/interval.ts';
import { logLoss } from './metrics/log-loss.ts';
import { type Predictions, topClass } from './metrics/predictions.ts';
import { rocAuc } from './metrics/roc-auc.ts';

/** How good predictions were where the answer is known; intervals of 95 %. */
export interface MeasuredPerformance {
  readonly accuracy: Interval;
  readonly logLoss: Interval;
  /** Null when the answers are all of one class. */
  readonly rocAuc: Interval | null;
  /** By class: rows of which it is the answer, and of these those for which it was predicted. */
  readonly classes: { readonly name: string; readonly labelled: number; readonly right: number }[];
}

/** Measures predictions; `null` without a row. O(classes × rows log rows). */
export function measureAnswers(
  predictions: Predictions,
  names: readonly string[],
): MeasuredPerformance | null {
  const { labels, classes, probabilities } = predictions;
  if (labels.length === 0) return null;
  const counts = names.map((name) => ({ name, labelled: 0, right: 0 }));
  for (const [row, label] of labels.entries()) {
    counts[label]!.labelled++;
    if (topClass(probabilities, classes, row) === label) counts[label]!.right++;
  }
  return {
    accuracy: accuracy(predictions),
    logLoss: logLoss(predictions),
    rocAuc: rocAuc(predictions),
    classes: counts,
  };
}

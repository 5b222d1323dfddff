import { wilson } from './accuracy.ts';
import { type Interval, Z_95 } from './interval.ts';
import type { Predictions } from './predictions.ts';

/**
 * Area under the ROC curve: of the second class for two; for more, each class against the rest, averaged (macro). The
 * value is that of `sklearn.metrics.roc_auc_score(multi_class='ovr')`. Classes without a row, or with all of them, are
 * left out; null when none is left.
 *
 * The interval comes from DeLong's variance (1988) on the logit scale; for an average of classes each row's part in
 * all of them is added first, so that they may depend on each other. O(classes × rows log rows).
 */
export function rocAuc({ labels, classes, probabilities }: Predictions): Interval | null {
  const rows = labels.length;
  const parts: AreaParts[] = [];
  for (let k = classes === 2 ? 1 : 0; k < classes; k++) {
    const scores = Float64Array.from({ length: rows }, (_, row) => probabilities[row * classes + k]!);
    const area = areaParts(scores, labels, k);
    if (area !== null) parts.push(area);
  }
  if (parts.length === 0) return null;
  const value = parts.reduce((sum, { area }) => sum + area, 0) / parts.length;
  let variance = 0;
  for (let row = 0; row < rows; row++) {
    variance += (parts.reduce((sum, { deviations }) => sum + deviations[row]!, 0) / parts.length) ** 2;
  }
  return intervalOf(value, Math.sqrt(variance), Math.min(...parts.map(({ fewer }) => fewer)));
}

interface AreaParts {
  readonly area: number;
  /** How far each row moves the area, scaled so that the squares add up to DeLong's variance. */
  readonly deviations: Float64Array;
  /** Rows of the class, or of the rest, whichever are fewer. */
  readonly fewer: number;
}

function areaParts(scores: Float64Array, labels: Int32Array, positive: number): AreaParts | null {
  const rows = labels.length;
  const m = labels.reduce((count, label) => count + (label === positive ? 1 : 0), 0);
  const n = rows - m;
  if (m === 0 || n === 0) return null;
  const order = Int32Array.from({ length: rows }, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  // Each row's share of the other side that it is rightly above (below, for the rest), ties counting half.
  const shares = new Float64Array(rows);
  let area = 0;
  let positivesBelow = 0;
  let negativesBelow = 0;
  for (let from = 0, to = 0; from < rows; from = to) {
    let positives = 0;
    while (to < rows && scores[order[to]!] === scores[order[from]!]) {
      if (labels[order[to++]!] === positive) positives++;
    }
    const negatives = to - from - positives;
    const above = (negativesBelow + negatives / 2) / n;
    const below = (m - positivesBelow - positives / 2) / m;
    for (let i = from; i < to; i++) shares[order[i]!] = labels[order[i]!] === positive ? above : below;
    area += positives * above;
    positivesBelow += positives;
    negativesBelow += negatives;
  }
  area /= m;
  const deviations = shares.map(
    (share, row) =>
      (share - area) / Math.sqrt(labels[row] === positive ? m * (m - 1 || 1) : n * (n - 1 || 1)),
  );
  return { area, deviations, fewer: Math.min(m, n) };
}

function intervalOf(value: number, error: number, fewer: number): Interval {
  // A perfect ranking has no variance to go by: what as many tries without a failure leave open stands in.
  if (value === 0 || value === 1 || error === 0) return { ...wilson(value * fewer, fewer), value };
  const logit = Math.log(value / (1 - value));
  const half = (Z_95 * error) / (value * (1 - value));
  const inverse = (x: number) => 1 / (1 + Math.exp(-x));
  return { value, low: inverse(logit - half), high: inverse(logit + half) };
}

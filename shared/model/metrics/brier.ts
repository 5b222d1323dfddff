import type { Predictions } from './predictions.ts';

/**
 * Mean squared distance between probabilities and answers: for two classes of the second one's probability, from 0 to
 * 1; for more the sum over classes, from 0 to 2. As `sklearn.metrics.brier_score_loss`. O(rows × classes).
 */
export function brier({ labels, classes, probabilities }: Predictions): number {
  let sum = 0;
  for (const [row, label] of labels.entries()) {
    for (let k = 0; k < classes; k++) sum += (probabilities[row * classes + k]! - (k === label ? 1 : 0)) ** 2;
  }
  return sum / labels.length / (classes === 2 ? 2 : 1);
}

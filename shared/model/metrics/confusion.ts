import { type Predictions, topClass } from './predictions.ts';

/** `confusion(…)[right][predicted]` = rows of class `right` for which `predicted` is most probable. O(rows × classes). */
export function confusion({ labels, classes, probabilities }: Predictions): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [row, label] of labels.entries()) counts[label]![topClass(probabilities, classes, row)]!++;
  return counts;
}

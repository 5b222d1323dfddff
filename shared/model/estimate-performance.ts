import { topClass } from './metrics/predictions.ts';

/** Probabilities this close together count as equal: the area is then off by less than a thousandth. */
const BINS = 1_000;

/** What is to be read with every estimate. */
export const ESTIMATE_ASSUMES =
  'assumes that the answer for a given input has not changed; cannot see concept drift';

/** How good predictions would be if each probability meant what it says. */
export interface EstimatedPerformance {
  readonly accuracy: number;
  /** Of the second class for two classes, averaged over classes against the rest for more; null without a row. */
  readonly rocAuc: number | null;
  readonly assumes: string;
}

/**
 * Performance of predictions whose answers are not known, from calibrated probabilities alone: the idea of
 * confidence-based performance estimation (CBPE, as NannyML describes it). A row predicted with probability 0.9 is
 * right nine times in ten, and a row counts as `p` rows of a class and `1 − p` rows of the others.
 *
 * It holds while the answer for a given input stays what it was: inputs may move (covariate shift), and harder rows are
 * seen as harder. When the answers themselves change (concept drift), or a column is recorded wrongly, the model is as
 * sure as ever and the estimate stays where it was. So it never stands in for labels.
 *
 * Memory: 2,000 numbers a class. O(rows × classes).
 *
 * @example
 * const estimate = new PerformanceEstimate(2);
 * estimate.add(Float64Array.of(0.1, 0.9, 0.8, 0.2));
 * estimate.result().accuracy; // 0.85
 */
export class PerformanceEstimate {
  readonly #classes: number;
  /** For each class compared: by probability, the rows expected to be of the class, and of the others. */
  readonly #own: readonly Float64Array[];
  readonly #others: readonly Float64Array[];
  readonly #compared: readonly number[];
  #rows = 0;
  #right = 0;

  /** @param classes how many there are, at least 2 */
  constructor(classes: number) {
    this.#classes = classes;
    this.#compared = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
    this.#own = this.#compared.map(() => new Float64Array(BINS + 1));
    this.#others = this.#compared.map(() => new Float64Array(BINS + 1));
  }

  /** @param probabilities calibrated, class by class for each row */
  add(probabilities: Float64Array): void {
    const rows = probabilities.length / this.#classes;
    for (let row = 0; row < rows; row++) {
      const at = row * this.#classes;
      this.#right += probabilities[at + topClass(probabilities, this.#classes, row)]!;
      for (const [i, k] of this.#compared.entries()) {
        const probability = probabilities[at + k]!;
        const bin = Math.round(probability * BINS);
        this.#own[i]![bin]! += probability;
        this.#others[i]![bin]! += 1 - probability;
      }
    }
    this.#rows += rows;
  }

  /** `null` before the first row. */
  result(): EstimatedPerformance | null {
    if (this.#rows === 0) return null;
    const areas = this.#own.flatMap((own, i) => expectedArea(own, this.#others[i]!) ?? []);
    const rocAuc = areas.length === 0 ? null : areas.reduce((sum, area) => sum + area, 0) / areas.length;
    return { accuracy: this.#right / this.#rows, rocAuc, assumes: ESTIMATE_ASSUMES };
  }
}

/**
 * Area under the ROC curve of rows that each belong to both sides in part: that of
 * `sklearn.metrics.roc_auc_score(sample_weight=…)` with each row given twice. Null when one side is empty.
 */
function expectedArea(own: Float64Array, others: Float64Array): number | null {
  let ownTotal = 0;
  let othersBelow = 0;
  let area = 0;
  for (let bin = 0; bin <= BINS; bin++) {
    area += own[bin]! * (othersBelow + others[bin]! / 2);
    ownTotal += own[bin]!;
    othersBelow += others[bin]!;
  }
  return ownTotal === 0 || othersBelow === 0 ? null : area / (ownTotal * othersBelow);
}

import { type Predictions, topClass } from './predictions.ts';

const BINS = 10;

/** Rows whose most probable class has a probability from `from` up to `to`. */
interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Mean probability of the most probable class: how often the model says it is right. */
  readonly confidence: number;
  /** How often it is. */
  readonly accuracy: number;
}

export interface Calibration {
  /** Mean distance between confidence and accuracy over the bins, weighted by rows; 0 is perfect. */
  readonly expectedError: number;
  /** Those with rows, ascending. */
  readonly bins: ReliabilityBin[];
}

/**
 * Whether probabilities mean what they say: the expected calibration error of Guo et al. (*On Calibration of Modern
 * Neural Networks*, 2017) over ten bins of equal width, open below and closed above. O(rows × classes).
 */
export function calibration({ labels, classes, probabilities }: Predictions): Calibration {
  const sums = Array.from({ length: BINS }, () => ({ rows: 0, confidence: 0, right: 0 }));
  for (const [row, label] of labels.entries()) {
    const top = topClass(probabilities, classes, row);
    const confidence = probabilities[row * classes + top]!;
    const bin = sums[Math.max(0, Math.min(BINS - 1, Math.ceil(confidence * BINS) - 1))]!;
    bin.rows++;
    bin.confidence += confidence;
    bin.right += top === label ? 1 : 0;
  }
  const bins = sums.flatMap(({ rows, confidence, right }, i) =>
    rows === 0
      ? []
      : [{ from: i / BINS, to: (i + 1) / BINS, rows, confidence: confidence / rows, accuracy: right / rows }],
  );
  const expectedError = bins.reduce(
    (sum, { rows, confidence, accuracy }) => sum + (rows / labels.length) * Math.abs(confidence - accuracy),
    0,
  );
  return { expectedError, bins };
}

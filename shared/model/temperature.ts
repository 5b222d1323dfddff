import { calibration } from './metrics/calibration.ts';
import { logLoss } from './metrics/log-loss.ts';
import type { Predictions } from './metrics/predictions.ts';

/** ln of the temperatures searched: from twenty times more certain to twenty times less. */
const LOG_RANGE = 3;
const HALVINGS = 60;

/** Probabilities that are off by more than this on average are corrected. */
const CALIBRATION_ERROR_MAX = 0.05;

/**
 * Probabilities made more certain (temperature below 1) or less (above): each to the power 1/T, normalised. The most
 * probable class stays the most probable one. 1 changes nothing. O(rows × classes).
 */
export function applyTemperature(
  probabilities: Float64Array,
  classes: number,
  temperature: number,
): Float64Array {
  if (temperature === 1) return probabilities;
  const result = new Float64Array(probabilities.length);
  for (let at = 0; at < probabilities.length; at += classes) {
    // Divided by the largest first: small probabilities to a high power must not all become 0.
    let most = 0;
    for (let k = 0; k < classes; k++) most = Math.max(most, probabilities[at + k]!);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      result[at + k] = (probabilities[at + k]! / most) ** (1 / temperature);
      sum += result[at + k]!;
    }
    for (let k = 0; k < classes; k++) result[at + k]! /= sum;
  }
  return result;
}

/**
 * The temperature at which probabilities have the least log loss (temperature scaling; Guo et al., 2017). It is one
 * number, so it learns little by heart from the rows it is found on. Ternary search, as the loss is convex in 1/T.
 * O(60 × rows × classes).
 */
export function fitTemperature(predictions: Predictions): number {
  const { probabilities, classes } = predictions;
  const loss = (log: number) =>
    logLoss({ ...predictions, probabilities: applyTemperature(probabilities, classes, Math.exp(log)) }).value;
  let low = -LOG_RANGE;
  let high = LOG_RANGE;
  for (let i = 0; i < HALVINGS; i++) {
    const third = (high - low) / 3;
    if (loss(low + third) <= loss(high - third)) high -= third;
    else low += third;
    if (high - low < 1e-4) break;
  }
  return Math.exp((low + high) / 2);
}

/**
 * The temperature that a model gets: 1 unless its probabilities of rows that it has not seen are off by more than 0.05
 * on average (expected calibration error) and the fitted one brings them nearer to the truth.
 */
export function chooseTemperature(unseen: Predictions): number {
  const before = calibration(unseen).expectedError;
  if (before <= CALIBRATION_ERROR_MAX) return 1;
  const temperature = fitTemperature(unseen);
  const probabilities = applyTemperature(unseen.probabilities, unseen.classes, temperature);
  return calibration({ ...unseen, probabilities }).expectedError < before ? temperature : 1;
}

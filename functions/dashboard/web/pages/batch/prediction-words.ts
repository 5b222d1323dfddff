import { changeWords } from '../../../../../shared/model/change-words.ts';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { showMessage } from '../../../../../shared/text/safe-text.ts';
import type { BatchPredictions } from '../../../wire/batches.ts';

/**
 * What is known of a model's predictions for a batch, one sentence each.
 *
 * @example predictionWords(predictions) // ['300 predictions.', 'What it predicts has drifted too.']
 */
export function predictionWords({ rows, drifted, refusal, changed }: BatchPredictions): string[] {
  if (rows === null) return [showMessage(refusal ?? 'It has not predicted this batch.')];
  return [
    rows === 1 ? '1 prediction.' : `${formatCount(rows)} predictions.`,
    ...(drifted === null
      ? []
      : [drifted ? 'What it predicts has drifted too.' : 'What it predicts is as usual.']),
    ...(changed === null ? [] : [`${changeWords({ compared: changed, refusal: null })}.`]),
  ];
}

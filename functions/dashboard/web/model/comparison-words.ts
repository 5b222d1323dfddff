import { decimal } from '../../../../shared/model/card-format.ts';
import { formatCount, formatSharePair } from '../../../../shared/report/words/numbers.ts';
import type { RetrainingItem } from '../../wire/retrainings.ts';

type Trained = NonNullable<RetrainingItem['trained']>;

/**
 * What speaks for a challenger, in a line.
 *
 * @example comparisonInShort(trained) // 'Accuracy 61 % → 76 % on 270 new rows: surely better'
 */
export function comparisonInShort({ comparison, passed }: Pick<Trained, 'comparison' | 'passed'>): string {
  const { rows, accuracy } = comparison;
  const [before, after] = formatSharePair(accuracy.champion, accuracy.challenger);
  return `Accuracy ${before} → ${after} on ${formatCount(rows)} new rows: ${passed ? 'surely better' : 'not surely better'}`;
}

/**
 * The same for a column of a table.
 *
 * @example comparisonInBrief(trained) // '61 % → 76 %: surely better'
 */
export function comparisonInBrief({ comparison, passed }: Pick<Trained, 'comparison' | 'passed'>): string {
  const [before, after] = formatSharePair(comparison.accuracy.champion, comparison.accuracy.challenger);
  return `${before} → ${after}: ${passed ? 'surely better' : 'not surely better'}`;
}

/**
 * The same as an answer, for who never heard of a log loss.
 *
 * @example comparisonAnswer({ champion: 0.61, challenger: 0.76 }, true)
 * // 'Yes, surely: it is right in 76 % of new rows, where the model before is right in 61 %.'
 */
export function comparisonAnswer(accuracy: Trained['comparison']['accuracy'], passed: boolean): string {
  const [before, after] = formatSharePair(accuracy.champion, accuracy.challenger);
  const rows = `it is right in ${after} of new rows, where the model before is right in ${before}.`;
  return passed ? `Yes, surely: ${rows}` : `Not surely: ${rows}`;
}

/**
 * What a better model costs on rows like those before the drift; null where it costs nothing, or nobody knows.
 *
 * @example lossOnOldRows(comparison) // 'On rows from before the drift accuracy goes from 80 % to 56 %: …'
 */
export function lossOnOldRows({ oldRows }: Pick<Trained['comparison'], 'oldRows'>): string | null {
  if (oldRows === null || oldRows.logLoss.challenger <= oldRows.logLoss.champion) return null;
  const [before, after] = formatSharePair(oldRows.accuracy.champion, oldRows.accuracy.challenger);
  return `On ${formatCount(oldRows.rows)} rows from before the drift accuracy goes from ${before} to ${after}: should the old world come back, the model before it is the better one.`;
}

/**
 * Whether the challenger is better and how surely, by the figure that decides.
 *
 * @param gain the champion's log loss less the challenger's, with its 95 % interval
 */
export function gainWords({ estimate, low, high }: Trained['comparison']['gain'], passed: boolean): string {
  const range = `between ${decimal(low)} and ${decimal(high)} with 95 % confidence`;
  if (passed) return `Its log loss is smaller by ${decimal(estimate)}, ${range}.`;
  return estimate > 0
    ? `Its log loss is smaller by ${decimal(estimate)}, but that may be luck: it lies ${range}.`
    : `Its log loss is larger by ${decimal(-estimate)}. How much smaller it is lies ${range}.`;
}

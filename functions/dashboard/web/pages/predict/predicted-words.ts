import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { showLevel } from '../../../../../shared/text/safe-text.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { predict } from '../../../wire/predict.ts';

type Answer = AnswerOf<typeof predict>;

/**
 * What the models say of one row, as one sentence to be read out.
 *
 * @example rowWords(answer) // 'The model predicts "yes" (82 %). The model before it said "no".'
 */
export function rowWords({ models }: Answer): string {
  const [champion, previous] = models;
  const [row] = champion?.rows ?? [];
  if (champion === undefined || row === undefined) return 'The model predicts nothing.';
  const said = `The model predicts ${showLevel(row.prediction)} (${formatShare(Math.max(...row.probabilities))}).`;
  const before = previous?.rows[0]?.prediction;
  if (before === undefined) return said;
  return before === row.prediction
    ? `${said} The model before it agrees.`
    : `${said} The model before it said ${showLevel(before)}.`;
}

/** How far the models differ over a file. */
export function fileWords({ ids, models }: Answer): string {
  const [champion, previous] = models;
  const rows = `${formatCount(ids.length)} ${ids.length === 1 ? 'row' : 'rows'} predicted.`;
  if (champion === undefined || previous === undefined) return rows;
  const differ = champion.rows.filter(
    ({ prediction }, i) => prediction !== previous.rows[i]?.prediction,
  ).length;
  if (differ === 0) return `${rows} The model before would have predicted the same for every one.`;
  return `${rows} For ${formatCount(differ)} of them the model before would have said something else.`;
}

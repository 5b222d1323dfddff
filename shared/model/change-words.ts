import { formatCount, formatShare } from '../report/words/numbers.ts';

/** What is said of predictions made once more, by a model that took charge. */
export interface ChangesInWords {
  readonly compared: { readonly rows: number; readonly changed: number } | null;
  readonly refusal: string | null;
}

/**
 * @example changeWords(changes) // '120 of 1,000 predictions (12 %) differ from those of the model that was in charge before'
 */
export function changeWords({ compared, refusal }: ChangesInWords): string {
  if (compared === null) return `Not compared with the model that was in charge before: ${refusal}`;
  const { rows, changed } = compared;
  const share = changed === 0 ? '' : ` (${formatShare(changed / rows)})`;
  return `${formatCount(changed)} of ${formatCount(rows)} predictions${share} differ from those of the model that was in charge before`;
}

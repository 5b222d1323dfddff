import { formatCount } from '../../../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../../../shared/text/safe-text.ts';
import type { RetrainingItem } from '../../wire/retrainings.ts';

/** Why a retraining was asked for. */
export const TRIGGERS: Readonly<Record<RetrainingItem['trigger'], string>> = {
  drift: 'The data drifted',
  labels: 'Labels came',
  settings: 'The settings changed',
  operator: 'Asked for by hand',
  waited: 'The pause since the last one was over',
};

/**
 * How a retraining stands or ended.
 *
 * @param newest whether no other came after it: an older one waits no more
 * @example retrainingOutcome({ state: 'promoted', missing: null, refusal: null }, true) // 'Its model took charge'
 */
export function retrainingOutcome(
  { state, missing, refusal }: Pick<RetrainingItem, 'state' | 'missing' | 'refusal'>,
  newest: boolean,
): string {
  switch (state) {
    case 'wanted':
      return 'A model is being trained';
    case 'trained':
      return 'Its model is being compared with the one in charge';
    case 'waiting-for-labels':
      return `${newest ? 'Waits for' : 'Lacked'} labels${missing === null ? '' : missingWords(missing)}`;
    case 'refused':
      return `Could not be done: ${showMessage(refusal ?? 'no reason is known')}`;
    case 'promoted':
      return 'Its model took charge';
    case 'kept':
      return 'Its model is not surely better: the one in charge stayed';
    case 'waiting-for-approval':
      return 'Its model is better, and waits for approval';
    case 'superseded':
      return 'Overtaken: something else took charge meanwhile';
  }
}

const CLASSES_LISTED_MAX = 5;

/** @example missingWords(missing) // ' of 9 more rows: 5 of "b", 4 of "c"' */
function missingWords({ missingRows, missingByClass }: NonNullable<RetrainingItem['missing']>): string {
  const listed = missingByClass
    .slice(0, CLASSES_LISTED_MAX)
    .map(({ class: name, rows }) => `${formatCount(rows)} of "${shorten(name)}"`);
  const more = missingByClass.length - listed.length;
  const all = [...listed, ...(more > 0 ? [`and ${formatCount(more)} more answers`] : [])];
  const count = missingRows === 1 ? '1 more row' : `${formatCount(missingRows)} more rows`;
  return ` of ${count}${all.length > 0 ? `: ${all.join(', ')}` : ''}`;
}

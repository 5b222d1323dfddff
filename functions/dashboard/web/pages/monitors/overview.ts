import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import type { MonitorCard } from '../../../wire/monitors.ts';
import { STATUS } from '../../monitor/status-words.ts';
import type { Tone } from '../../ui/status.tsx';

/** The answer to "Can the models be trusted today?", for somebody who reads no further. */
export interface Answer {
  readonly tone: Tone;
  readonly words: string;
}

type Status = MonitorCard['status'];

const isBad = (status: Status) => STATUS[status].tone === 'alarm';

/**
 * One sentence on all monitors together.
 *
 * @param statuses at least one
 * @example overviewAnswer(['healthy', 'unreliable']).words
 * // 'One of 2 cannot: its data no longer looks like the data it learned from.'
 */
export function overviewAnswer(statuses: readonly Status[]): Answer {
  const bad = statuses.filter(isBad).length;
  const unknown = statuses.filter((status) => status === 'learning').length;
  const all = formatCount(statuses.length);
  if (bad > 0) {
    const which =
      statuses.length === 1
        ? 'No'
        : bad === statuses.length
          ? `None of ${all} can`
          : `${some(bad)} of ${all} cannot`;
    const why =
      bad === 1
        ? 'its data no longer looks like the data it learned from'
        : 'their data no longer looks like the data they learned from';
    return { tone: 'alarm', words: `${which}: ${why}.` };
  }
  if (unknown === statuses.length)
    return { tone: 'quiet', words: 'Not known yet: no batch has been judged.' };
  const rest = unknown > 0 ? ` Of ${formatCount(unknown)} it is not known yet.` : '';
  return { tone: 'calm', words: `Yes, as far as the data shows.${rest}` };
}

const some = (count: number) => (count === 1 ? 'One' : formatCount(count));

const RANK: Readonly<Record<Tone, number>> = { alarm: 0, quiet: 1, calm: 2 };

/** Those in trouble first, then those with something to do, each part as it came. O(cards log cards). */
export function troubleFirst(cards: readonly MonitorCard[]): MonitorCard[] {
  const rank = ({ status, next }: MonitorCard) =>
    2 * RANK[STATUS[status].tone] + Number(next.code === 'nothing');
  return [...cards].sort((a, b) => rank(a) - rank(b));
}

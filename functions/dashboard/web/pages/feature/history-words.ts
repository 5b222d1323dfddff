import type { FeatureReport } from '../../../../../shared/report/report.ts';
import { formatCount, formatNumber, formatShare } from '../../../../../shared/report/words/numbers.ts';
import type { FeatureMoment } from '../../../wire/points.ts';

/**
 * How much a feature changed from batch to batch, in a sentence: what the line shows to who cannot see it.
 *
 * @param moments at least one
 * @example changeHistoryWords(moments) // 'Change in 10 batches: from 0.03 to 0.25; it drifted in 3 of them.'
 */
export function changeHistoryWords(moments: readonly FeatureMoment[]): string {
  const drifted = moments.filter((moment) => moment.drifted).length;
  const range = rangeWords(
    moments.map(({ change }) => change),
    formatNumber,
  );
  const often =
    drifted === 0 ? 'in none' : drifted === moments.length ? 'in all' : `in ${formatCount(drifted)}`;
  return `Change in ${batches(moments.length)}: ${range}; it drifted ${often} of them.`;
}

/** @example missingHistoryWords(moments) // 'Missing values in 10 batches: from 0 % to 12 %.' */
export function missingHistoryWords(moments: readonly FeatureMoment[]): string {
  const range = rangeWords(
    moments.map(({ missing }) => missing),
    formatShare,
  );
  return `Missing values in ${batches(moments.length)}: ${range}.`;
}

/** @example typicalHistoryWords(moments) // 'Median in 10 batches: from 13.4 to 16.7.' */
export function typicalHistoryWords(moments: readonly FeatureMoment[]): string {
  const known = moments.flatMap(({ typical }) => (typical === null ? [] : [typical]));
  return `Median in ${batches(known.length)}: ${rangeWords(known, formatNumber)}.`;
}

/** What the numbers of `change` are. */
export function changeMeaning({ test }: Pick<FeatureReport, 'test'>): string {
  return `${test === 'ks' ? 'distance D' : 'total variation'} (or missing values, where they changed more)`;
}

function rangeWords(values: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  return low === high ? `always ${low}` : `from ${low} to ${high}`;
}

const batches = (count: number) => (count === 1 ? '1 batch' : `${formatCount(count)} batches`);

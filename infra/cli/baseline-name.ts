import type { BaselineRecord } from '../../functions/records/baseline-record.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { rows } from '../../shared/report/words/verdict-words.ts';
import { safeText } from '../../shared/text/safe-text.ts';

/**
 * A baseline as people know it.
 *
 * @example nameOf(upload) // 'baseline/churn/june.csv (1,200 rows, 12 features)'
 * @example nameOf(window) // 'the labelled data since production/churn/june.csv (900 rows of 3 batches, 12 features)'
 */
export function nameOf({ order, rows: count, features, window }: BaselineRecord): string {
  const size = `${rows(count)}${batchesInWords(window?.batches ?? null)}, ${formatCount(features)} features`;
  const name =
    window === null ? safeText(order.key) : `the labelled data since ${safeText(window.since.key)}`;
  return `${name} (${size})`;
}

/** Where rows come from when they are no upload: ` of 3 batches`. */
export function batchesInWords(batches: number | null): string {
  if (batches === null) return '';
  return batches === 1 ? ' of 1 batch' : ` of ${formatCount(batches)} batches`;
}

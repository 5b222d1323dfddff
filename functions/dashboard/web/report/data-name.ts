import { formatCount } from '../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../shared/text/safe-text.ts';

/** Rows since a drift began that a retraining gathered are an artifact, and not a file that somebody knows by name. */
const WINDOWS = /^artifacts\/windows\//;

/**
 * The data that a report compares with, as its readers know it.
 *
 * @example dataName({ uri: 'inputs/baseline/churn/train.csv', rows: 569 }) // 'train.csv (569 rows)'
 */
export function dataName({ uri, rows }: { readonly uri: string; readonly rows: number }): string {
  const count = `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  if (WINDOWS.test(uri)) return `the labelled rows of the last retraining (${count})`;
  return `${shorten(uri.slice(uri.lastIndexOf('/') + 1))} (${count})`;
}

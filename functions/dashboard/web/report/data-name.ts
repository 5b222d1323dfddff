import { shorten } from '../../../../shared/text/safe-text.ts';

/** Rows since a drift began that a retraining gathered are an artifact, and not a file that somebody knows by name. */
const WINDOWS = /^artifacts\/windows\//;

/**
 * The data that a report compares with, as its readers know it.
 *
 * @example dataName('inputs/baseline/churn/train.csv') // 'train.csv'
 */
export function dataName(uri: string): string {
  if (WINDOWS.test(uri)) return 'the labelled rows of a retraining';
  return shorten(uri.slice(uri.lastIndexOf('/') + 1));
}

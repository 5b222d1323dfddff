import { formatCount } from '../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../shared/text/safe-text.ts';
import type { BaselineItem } from '../../wire/models.ts';

/**
 * What a baseline is, as its readers know it: a file, or labelled rows of batches.
 *
 * @example baselineName(baseline) // 'train.csv, 569 rows'
 */
export function baselineName({ file, rows, window }: BaselineItem): string {
  const count = `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  if (window === null) return `${shorten(file.name)}, ${count}`;
  return `${formatCount(rows)} labelled ${rows === 1 ? 'row' : 'rows'} from ${shorten(window.since.name)} on`;
}

import { formatNumber } from '../../../../shared/report/words/numbers.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/**
 * A file's size as people say it, in thousands.
 *
 * @example formatBytes(124571) // '125 kB'
 */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatNumber(value)} ${UNITS[unit]}`;
}

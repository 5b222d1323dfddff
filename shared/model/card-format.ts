import { formatCount } from '../report/words/numbers.ts';
import type { Interval } from './metrics/interval.ts';

/** How the model card writes tables and figures. */

export function table(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...lines.map(line)].join('\n');
}

/** @example plural(2, 'row') // '2 rows' */
export const plural = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

export const decimal = (value: number): string => value.toFixed(3);

/** @example decimals({ value: 0.5, low: 0.4, high: 0.6 }) // '0.500 (0.400 to 0.600)' */
export const decimals = ({ value, low, high }: Interval): string =>
  `${decimal(value)} (${decimal(low)} to ${decimal(high)})`;

const tenths = (value: number) => `${(value * 100).toFixed(1)} %`;

/** @example share({ value: 0.5, low: 0.4, high: 0.6 }) // '50.0 % (40.0 % to 60.0 %)' */
export const share = ({ value, low, high }: Interval): string =>
  `${tenths(value)} (${tenths(low)} to ${tenths(high)})`;

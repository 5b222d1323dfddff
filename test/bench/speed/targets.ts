import type { Spread } from './race.ts';

/** What a figure must reach, and what it should. */
export interface Target {
  readonly must: number;
  readonly aim: number;
}

/** A figure in words, beside what it has to be. Empty words where nothing was asked. */
export interface Judged {
  readonly measured: string;
  readonly must: string;
  readonly aim: string;
  readonly verdict: '' | 'aim reached' | 'must reached' | 'MISSED' | 'not measured';
}

export const NOTHING_JUDGED: Judged = { measured: '', must: '', aim: '', verdict: '' };

/** What figures are counted in, and which of them are better. `×`: how many times as long the other takes. */
const UNITS = { '×': 'more', MB: 'less', ms: 'less', s: 'less' } as const;

export type Unit = keyof typeof UNITS;

/**
 * Holds the median of a figure to its target.
 *
 * @example judge({ low: 6.9, median: 7.3, high: 7.8 }, '×', { must: 5, aim: 10 }) // 7.3 × (6.9–7.8), must reached
 */
export function judge({ low, median, high }: Spread, unit: Unit, target: Target | undefined): Judged {
  const range = low === high ? '' : ` (${figure(low)}–${figure(high)})`;
  const measured = `${figure(median)} ${unit}${range}`;
  if (!target) return { ...NOTHING_JUDGED, measured };
  const reaches = (limit: number) => (UNITS[unit] === 'more' ? median >= limit : median <= limit);
  const verdict = reaches(target.aim) ? 'aim reached' : reaches(target.must) ? 'must reached' : 'MISSED';
  return { measured, ...asked(unit, target), verdict };
}

/** A target, and nothing to hold to it. */
export function unmeasured(unit: Unit, target: Target | undefined): Judged {
  if (!target) return { ...NOTHING_JUDGED, measured: 'skipped' };
  return { measured: 'skipped', ...asked(unit, target), verdict: 'not measured' };
}

function asked(unit: Unit, { must, aim }: Target): Pick<Judged, 'must' | 'aim'> {
  const sign = UNITS[unit] === 'more' ? '≥' : '≤';
  return { must: `${sign} ${must} ${unit}`, aim: `${sign} ${aim} ${unit}` };
}

/** Two digits that count; a small share as what it is a share of. */
function figure(value: number): string {
  if (value > 0 && value < 0.1) return `1/${Math.round(1 / value)}`;
  return Math.abs(value) >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}

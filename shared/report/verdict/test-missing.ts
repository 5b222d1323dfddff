import { fisherExact } from '../../stats/fisher-exact.ts';
import type { Effect } from '../report.ts';
import { levelEffect } from './level-effect.ts';

/** What the missing rates of one feature say before p-values are adjusted. */
export interface MissingTest {
  readonly before: number;
  readonly after: number;
  /** null when nothing is missing on either side, or everything on both: there is no rate to compare. */
  readonly pValue: number | null;
  readonly effect: Effect | null;
}

/** Compares missing rates by Fisher's exact test; `counts` are rows with and without a value on each side. */
export function testMissing(
  baseline: { count: number; missing: number },
  current: { count: number; missing: number },
  minEffect: number,
): MissingTest {
  const rates = { before: rate(baseline), after: rate(current) };
  const nothingMissing = baseline.missing + current.missing === 0;
  const everythingMissing = baseline.count + current.count === 0;
  const oneSideEmpty = baseline.count + baseline.missing === 0 || current.count + current.missing === 0;
  if (nothingMissing || everythingMissing || oneSideEmpty) return { ...rates, pValue: null, effect: null };
  return {
    ...rates,
    pValue: fisherExact(baseline.count, baseline.missing, current.count, current.missing),
    effect: levelEffect([baseline.count, baseline.missing], [current.count, current.missing], minEffect),
  };
}

function rate({ count, missing }: { count: number; missing: number }): number {
  const rows = count + missing;
  return rows === 0 ? 0 : missing / rows;
}

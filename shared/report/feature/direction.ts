import type { FeatureReport } from '../report.ts';

/** Quantiles of one side at 10, 25, 50, 75 and 90 %. */
export type FiveQuantiles = readonly [number, number, number, number, number];

export const FIVE_QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** A median that moved by less than this share of the interquartile range has stayed where it was. */
const STAYED = 0.1;
/** A spread that changed by less than this factor has stayed what it was. */
const SPREAD_FACTOR = 1.25;

/** In one word: which way a number's distribution went. */
export function directionOf(before: FiveQuantiles, after: FiveQuantiles): FeatureReport['direction'] {
  const spreadBefore = before[3] - before[1];
  const spreadAfter = after[3] - after[1];
  const moved = after[2] - before[2];
  if (Math.abs(moved) > STAYED * Math.max(spreadBefore, Number.MIN_VALUE))
    return moved > 0 ? 'higher' : 'lower';
  if (spreadAfter > SPREAD_FACTOR * spreadBefore) return 'wider';
  if (spreadAfter * SPREAD_FACTOR < spreadBefore) return 'narrower';
  return 'changed';
}

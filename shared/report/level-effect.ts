import { largestLevelShareChange, totalVariationBeyondChance } from '../stats/effects.ts';
import type { Effect } from './report.ts';

/**
 * |2·asin √p − 2·asin √q| of one level from which its change matters, however rare the level is: 1 % → 4 % is
 * about 0.2 (Cohen's h, "small").
 */
export const LEVEL_SHARE_CHANGE_MIN = 0.2;

/**
 * The effect of a change between levels. Two measures count, because total variation is blind to rare events
 * and the share of one level is blind to many small moves: the one that matters is given, the first if neither does.
 */
export function levelEffect(
  baseline: readonly number[],
  current: readonly number[],
  minEffect: number,
): Effect {
  const variation = {
    name: 'total-variation-beyond-chance',
    value: hasRows(baseline) && hasRows(current) ? totalVariationBeyondChance(baseline, current) : 0,
    threshold: minEffect,
  } as const;
  if (variation.value >= variation.threshold || !hasRows(baseline) || !hasRows(current)) return variation;
  const share = {
    name: 'level-share-change',
    value: largestLevelShareChange(baseline, current),
    threshold: LEVEL_SHARE_CHANGE_MIN,
  } as const;
  return share.value >= share.threshold ? share : variation;
}

const hasRows = (counts: readonly number[]): boolean => counts.some((c) => c > 0);

/** True when an effect is large enough to matter. */
export const matters = (effect: Effect): boolean => effect.value >= effect.threshold;

import {
  largestLevelShareChange,
  totalVariationBeyondChance,
  totalVariationByChance,
} from '../../stats/effects.ts';
import type { Effect } from '../report.ts';

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

/** Up to so many levels no change is spread out: one of them moves by the whole total variation. */
const LEVELS_MOVING_WHOLE = 3;

/**
 * The total variation from which a change matters whichever levels it moves. Spread over many it must stand out from
 * what chance gives; of two or three levels one moves by all of it, and |2·asin √p − 2·asin √q| is at least twice that.
 */
export function variationThatMatters(
  baseline: readonly number[],
  current: readonly number[],
  minEffect: number,
): number {
  const spread = minEffect + totalVariationByChance(baseline, current);
  const levels = baseline.filter((count, i) => count + current[i]! > 0).length;
  return levels > LEVELS_MOVING_WHOLE ? spread : Math.min(spread, LEVEL_SHARE_CHANGE_MIN / 2);
}

const hasRows = (counts: readonly number[]): boolean => counts.some((c) => c > 0);

/** True when an effect is large enough to matter. */
export const matters = (effect: Effect): boolean => effect.value >= effect.threshold;

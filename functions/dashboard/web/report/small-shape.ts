import type { FeatureReport } from '../../../../shared/report/report.ts';
import { chosenLevels } from '../../../../shared/report/words/chosen-levels.ts';
import { levelShares } from '../../../../shared/report/words/level-shares.ts';

/** Both sides' bars, as shares of the highest: all that a picture of a hundred pixels can show. */
export interface SmallShape {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
}

/** The bars of a feature's small picture; null where there is nothing to draw. O(bars + levels log levels). */
export function smallShape({ bins, picture }: FeatureReport): SmallShape | null {
  if (bins?.kind === 'levels') {
    const levels = chosenLevels(levelShares(bins));
    return scaled(
      levels.map(({ before }) => before),
      levels.map(({ after }) => after),
    );
  }
  return picture === null ? null : scaled(picture.baseline, picture.current);
}

function scaled(baseline: readonly number[], current: readonly number[]): SmallShape | null {
  const highest = Math.max(0, ...baseline, ...current);
  if (highest === 0) return null;
  return {
    baseline: baseline.map((share) => share / highest),
    current: current.map((share) => share / highest),
  };
}

/**
 * The path of bars of equal width, from the ground and back to it.
 *
 * @param bars heights from 0 to 1
 * @example stairs([1, 0.5], 100, 20) // 'M0,20V0H50V10H100V20'
 */
export function stairs(bars: readonly number[], width: number, height: number): string {
  const step = width / bars.length;
  const tenths = (value: number) => Math.round(value * 10) / 10;
  const steps = bars.map((bar, i) => `V${tenths(height * (1 - bar))}H${tenths((i + 1) * step)}`);
  return `M0,${height}${steps.join('')}V${height}`;
}

import type { Random } from './random.ts';

/** Ends of the 95 % interval. */
const TAIL = 0.025;

export interface MeanInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of values that come in groups, with its 95 % percentile interval from the bootstrap over groups (cluster
 * bootstrap; Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13; Field & Welsh, 2007): whole groups are
 * drawn with replacement, so values that depend on each other are not taken for more evidence than they are.
 * O(values + resamples × groups).
 *
 * @param values at least one
 * @param groups each value's group, any whole numbers
 * @param resamples from 40, so that there is a value beyond either end
 * @example groupedBootstrap([1, 2, 3, 4], [0, 0, 1, 2], 2_000, seededRandom(1)).estimate // 2.5
 */
export function groupedBootstrap(
  values: ArrayLike<number>,
  groups: ArrayLike<number>,
  resamples: number,
  random: Random,
): MeanInterval {
  const { sums, sizes } = gather(values, groups);
  const means = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    let sum = 0;
    let size = 0;
    for (let drawn = 0; drawn < sums.length; drawn++) {
      const group = random.integer(sums.length);
      sum += sums[group]!;
      size += sizes[group]!;
    }
    means[i] = sum / size;
  }
  means.sort();
  const beyond = Math.floor(TAIL * resamples);
  const total = sums.reduce((all, sum) => all + sum, 0);
  return { estimate: total / values.length, low: means[beyond - 1]!, high: means[resamples - beyond]! };
}

function gather(values: ArrayLike<number>, groups: ArrayLike<number>) {
  const places = new Map<number, number>();
  const sums: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const place = places.get(groups[i]!) ?? places.size;
    places.set(groups[i]!, place);
    sums[place] = (sums[place] ?? 0) + values[i]!;
    sizes[place] = (sizes[place] ?? 0) + 1;
  }
  return { sums, sizes };
}

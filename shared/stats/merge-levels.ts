import { countTotals } from './count-pair.ts';

/**
 * Below this expected count the chi-squared distribution is no longer a fair approximation (Cochran's rule).
 */
const EXPECTED_MIN = 5;

/** Two lists of counts over the same groups of levels. */
export interface MergedLevels {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
  /**
   * `groups[i]` holds the indices, ascending, of the levels in group i. The merged group, if any, is the
   * last.
   */
  readonly groups: readonly (readonly number[])[];
}

/**
 * Merges rare levels until chi-squared holds. A level is rare when its pooled share times the smaller
 * sample's rows is under 5. All rare levels become one group; while that group is itself under 5, the next
 * smallest level joins it. Merging stops at two groups, for which Fisher's exact test needs no minimum: where
 * all levels are rare, the largest stays apart. Levels without a row on either side are dropped.
 *
 * Only pooled counts decide, never which side a row is on, so that merging does not favour either verdict;
 * levels of equal pooled count are taken in the order given. O(levels · log levels).
 *
 * @param gathered index of an entry that stands for several levels: it counts as rare whatever its rows; -1 for none
 * @throws RangeError when the lists have different lengths or a side has no rows
 *
 * @example
 * mergeRareLevels([50, 44, 4, 2], [60, 34, 2, 4]).groups;
 * // [[0], [1], [2, 3]]: 3 rows expected of each of the last two
 */
export function mergeRareLevels(
  baseline: readonly number[],
  current: readonly number[],
  gathered = -1,
): MergedLevels {
  const [m, n] = countTotals(baseline, current);
  const pooled = baseline.map((count, i) => count + current[i]!);
  // An expected count under 5, in whole numbers: pooled · min(m, n) < 5 · (m + n).
  const isFew = (rows: number) => rows * Math.min(m, n) < EXPECTED_MIN * (m + n);
  const isRare = (level: number) => level === gathered || isFew(pooled[level]!);
  const rarestFirst = pooled
    .map((_, i) => i)
    .filter((i) => pooled[i]! > 0)
    .sort((i, j) => Number(j === gathered) - Number(i === gathered) || pooled[i]! - pooled[j]!);

  let taken = 0;
  let rows = 0;
  while (taken < rarestFirst.length - 1 && (isRare(rarestFirst[taken]!) || (taken > 0 && isFew(rows)))) {
    rows += pooled[rarestFirst[taken]!]!;
    taken++;
  }
  const merged = rarestFirst.slice(0, taken).sort((i, j) => i - j);
  const apart = rarestFirst.slice(taken).sort((i, j) => i - j);
  const groups = apart.map((i) => [i]);
  if (merged.length > 0) groups.push(merged);
  return { baseline: groupSums(baseline, groups), current: groupSums(current, groups), groups };
}

/** Pooled share of the rows in the group of rare levels: what moves between these levels, no test of the groups sees. */
export function mergedShare({ baseline, current, groups }: MergedLevels): number {
  const last = groups.length - 1;
  if (groups[last]!.length === 1) return 0;
  const [m, n] = countTotals(baseline, current);
  return (baseline[last]! + current[last]!) / (m + n);
}

function groupSums(counts: readonly number[], groups: readonly (readonly number[])[]): number[] {
  return groups.map((group) => group.reduce((sum, i) => sum + counts[i]!, 0));
}

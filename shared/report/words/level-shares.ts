import type { Bins } from '../report.ts';

export type LevelBins = Extract<Bins, { kind: 'levels' }>;

/** A level's share of the rows with a value, on both sides. `null` stands for every level the baseline lacks. */
export interface LevelShare {
  readonly level: string | null;
  readonly before: number;
  readonly after: number;
}

/** Shares of all levels, in the order of the bins. O(levels). */
export function levelShares(bins: LevelBins): LevelShare[] {
  const before = sum(bins.baseline);
  const after = sum(bins.current);
  return bins.levels.map((level, i) => ({
    level,
    before: before === 0 ? 0 : bins.baseline[i]! / before,
    after: after === 0 ? 0 : bins.current[i]! / after,
  }));
}

/** |2·asin√p − 2·asin√q|: a change that counts rare levels as much as common ones (Cohen's h). */
export function shareDistance({ before, after }: LevelShare): number {
  return Math.abs(2 * Math.asin(Math.sqrt(after)) - 2 * Math.asin(Math.sqrt(before)));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

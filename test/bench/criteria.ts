import type { CleanResult } from './clean-run.ts';
import { estimateShare, type ShareEstimate } from './confidence.ts';
import type { PowerResult } from './power-run.ts';

/** The share of clean batches that may alarm. */
export const FALSE_ALARMS_MAX = 0.05;

/** Which baseline stands for the unlucky ones: 19 of 20 do better. */
const UNLUCKY = 0.95;

/**
 * A baseline that alarms on more than half of its clean batches alarms for ever. Its rate is known from a few batches
 * only; but among 8 batches at a rate of 5 % more than half alarm once in 70,000 times, and both of 2 once in 400,
 * so chance alone does not lift one baseline in twenty over this line.
 */
const FOR_EVER = 0.5;

/** The share of drifts that must be found. */
export const POWER_MIN = 0.95;

export interface CleanFigures {
  readonly scenario: string;
  readonly baselineRows: number;
  readonly rows: number;
  readonly tried: number;
  readonly alarms: ShareEstimate;
  /** null where the plain rule has nothing to test. */
  readonly plain: ShareEstimate | null;
  readonly insufficient: number;
  /** Alarm rate of the 95th percentile of baselines. */
  readonly unluckyBaseline: number;
  /** Share of baselines that alarm for ever. */
  readonly forEver: ShareEstimate;
}

export function cleanFigures(result: CleanResult): CleanFigures {
  const { scenario, baselineRows, rows, batches, alarms } = result;
  const ascending = [...alarms].sort((a, b) => a - b);
  return {
    scenario,
    baselineRows,
    rows,
    tried: alarms.length * batches,
    alarms: estimateShare(alarms, batches),
    plain: result.plainAlarms.length === 0 ? null : estimateShare(result.plainAlarms, batches),
    insufficient: estimateShare(result.insufficient, batches).share,
    unluckyBaseline: ascending[Math.ceil(UNLUCKY * ascending.length) - 1]! / batches,
    forEver: estimateShare(
      alarms.map((count) => (count > FOR_EVER * batches ? 1 : 0)),
      1,
    ),
  };
}

/** What is wrong with a configuration; nothing when all is well. */
export function criteria({ alarms, forEver }: CleanFigures): string[] {
  return [
    ...(alarms.low > FALSE_ALARMS_MAX ? ['TOO MANY FALSE ALARMS'] : []),
    ...(forEver.low > 1 - UNLUCKY ? ['UNLUCKY BASELINES ALARM FOR EVER'] : []),
  ];
}

export function isFoundOftenEnough({ found, batches }: PowerResult): boolean {
  return estimateShare(found, batches).share > POWER_MIN;
}

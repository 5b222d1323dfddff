import { deepStrictEqual } from 'node:assert';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { isNumber } from '../../shared/report/verdict/plain-rule.ts';
import type { Tally } from '../../shared/tally/tally.ts';
import { CleanBatches } from './clean-batch.ts';
import { drawRows, type Population } from './population.ts';
import { stream } from './stream.ts';
import { profileOf, verdictOf } from './verdict-of.ts';

/** How many batches of each size are compared with each of how many baselines. */
export interface CleanPlan {
  readonly scenario: string;
  readonly baselineRows: number;
  readonly baselines: number;
  readonly sizes: readonly { readonly rows: number; readonly batches: number }[];
}

/** What came out for one size of batch: for every baseline the number of its batches. */
export interface CleanResult {
  readonly scenario: string;
  readonly baselineRows: number;
  readonly rows: number;
  readonly batches: number;
  readonly alarms: number[];
  /** Empty where the plain rule has nothing to test. */
  readonly plainAlarms: number[];
  readonly insufficient: number[];
}

/** Compares clean batches with clean baselines of one population. Everything that alarms is a false alarm. */
export function runClean(plan: CleanPlan, population: Population, seed: number): CleanResult[] {
  const { scenario, baselineRows, sizes } = plan;
  const results: CleanResult[] = sizes.map((size) => ({
    ...size,
    scenario,
    baselineRows,
    alarms: [],
    plainAlarms: [],
    insufficient: [],
  }));
  for (let baseline = 0; baseline < plan.baselines; baseline++) {
    const random = stream(seed, scenario, baselineRows, baseline);
    const profile = profileOf(population.header, population.draw(baselineRows, random));
    const batches = new CleanBatches(population, profile);
    if (baseline === 0) checkRepeats(batches, population, seed);
    for (const result of results) {
      const counts = { alarms: 0, plainAlarms: 0, insufficient: 0 };
      const hasNumbers = profile.features.some(({ type }) => isNumber(type));
      for (let batch = 0; batch < result.batches; batch++) {
        count(counts, profile, batches.draw(result.rows, random));
      }
      result.alarms.push(counts.alarms);
      if (hasNumbers) result.plainAlarms.push(counts.plainAlarms);
      result.insufficient.push(counts.insufficient);
    }
  }
  return results;
}

function count(
  counts: { alarms: number; plainAlarms: number; insufficient: number },
  profile: BaselineProfile,
  tally: Tally,
): void {
  const { verdict, summary } = verdictOf(profile, tally);
  if (summary.alert) counts.alarms++;
  if (summary.plainRule.drifted > 0) counts.plainAlarms++;
  if (verdict === 'insufficient') counts.insufficient++;
}

/** The quick way of counting must give what the engine counts; otherwise the simulation is about something else. */
function checkRepeats(batches: CleanBatches, population: Population, seed: number): void {
  const picked = drawRows(population.rows, 500, stream(seed, 'repeats'));
  deepStrictEqual(countsOf(batches.byRepeats(picked)), countsOf(batches.byRow(picked)));
}

const countsOf = ({ rows, features }: Tally) => ({
  rows,
  features: features.map((f) => [
    f.count,
    f.missing,
    f.kind === 'numeric' ? f.slots : [f.counts, f.newCount],
  ]),
});

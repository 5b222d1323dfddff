import * as v from 'valibot';
import { settingsSchema } from '../../shared/config/settings.ts';
import type { TextBlock } from '../../shared/csv/blocks.ts';
import { BaselineProfiler } from '../../shared/profile/baseline-profiler.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import type { Report } from '../../shared/report/report.ts';
import { type Judged, judge } from '../../shared/report/verdict/judge.ts';
import { summarise, verdictOf as verdict } from '../../shared/report/verdict/summary.ts';
import type { Tally } from '../../shared/tally/tally.ts';

/** Nothing is set: what people get who set nothing. */
export const DEFAULTS = v.parse(settingsSchema, {});

/** The profile of a baseline of one block. */
export function profileOf(header: readonly string[], block: TextBlock): BaselineProfile {
  const profiler = new BaselineProfiler(header, DEFAULTS);
  profiler.add(block);
  return profiler.finish();
}

/** What a report says at the top, without the pictures below. */
export function verdictOf(
  profile: BaselineProfile,
  tally: Tally,
): { verdict: Report['verdict']; summary: Report['summary'] } {
  const summary = summarise(judge(profile, tally, DEFAULTS), profile.rows, DEFAULTS);
  return { verdict: verdict(summary, DEFAULTS), summary };
}

/** What becomes of the feature in the profile's first place. */
export function judgeFirst(profile: BaselineProfile, tally: Tally): Judged {
  return judge(profile, tally, DEFAULTS).find(({ index }) => index === 0)!;
}

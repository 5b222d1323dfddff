import type { Settings } from '../../config/settings.ts';
import type { BaselineProfile } from '../../profile/profile.ts';
import type { Tally } from '../../tally/tally.ts';
import type { Finding, Report } from '../report.ts';
import type { Judged } from '../verdict/judge.ts';
import { problemsFirst } from './finding-order.ts';
import { powerFindings } from './power-findings.ts';
import { readingFindings } from './reading-findings.ts';
import { schemaFindings } from './schema-findings.ts';
import { valueFindings } from './value-findings.ts';

/**
 * Everything a person should know beside the verdict, problems first: trouble with columns, with values, with the
 * power of the comparison, and how the files were read. Findings never stop a comparison. O(features + levels).
 */
export function findings(
  profile: BaselineProfile,
  tally: Tally,
  judged: readonly Judged[],
  settings: Settings,
  summary: Report['summary'],
): Finding[] {
  return problemsFirst([
    ...schemaFindings(profile, tally, settings),
    ...valueFindings(profile, tally, judged),
    ...powerFindings(profile, judged, settings, summary),
    ...readingFindings(profile.notices, tally.notices),
  ]);
}

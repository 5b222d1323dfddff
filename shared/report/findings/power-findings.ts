import type { Settings } from '../../config/settings.ts';
import type { BaselineProfile, FeatureProfile } from '../../profile/profile.ts';
import type { Finding, Report } from '../report.ts';
import type { Judged } from '../verdict/judge.ts';
import { listed, notice, problem, quote } from './finding.ts';

/** What the comparison could not have seen, and why. */
export function powerFindings(
  profile: BaselineProfile,
  judged: readonly Judged[],
  settings: Settings,
  summary: Report['summary'],
): Finding[] {
  return [
    ...nothingTested(judged, settings),
    ...profile.features.flatMap(reducedProfile),
    // The literal rule asks for no power.
    ...(settings.rule === 'plain-ks'
      ? []
      : [...tooFewValues(judged, settings, summary), ...smallBaseline(settings, summary)]),
  ];
}

function nothingTested(judged: readonly Judged[], settings: Settings): Finding[] {
  if (judged.length > 0) return [];
  const message =
    settings.rule === 'plain-ks'
      ? 'Nothing was compared: the plain rule tests numbers alone, and no tested column holds numbers.'
      : 'Nothing was compared: every column of the baseline is a label, an identifier, empty or left out.';
  return [problem('too-few-values', null, message)];
}

function reducedProfile(feature: FeatureProfile): Finding[] {
  if (feature.type !== 'numeric' || feature.reductionError === 0) return [];
  const bound = feature.reductionError.toPrecision(2);
  const message = `The baseline profile keeps order statistics of ${quote(feature.name)} instead of every value: D is exact to within ${bound}.`;
  return [notice('reduced-profile', feature.name, message)];
}

/** Said of single features; where most of them are affected the verdict itself says so. */
function tooFewValues(
  judged: readonly Judged[],
  { resolution }: Settings,
  summary: Report['summary'],
): Finding[] {
  if ((summary.minDetectable ?? Infinity) > resolution) return [];
  const weak = judged
    .filter(({ distribution: d }) => d.tested && (d.minDetectable ?? Infinity) > resolution)
    .map(({ feature }) => feature.name);
  const [only] = weak;
  if (only === undefined) return [];
  const message = `Too few values to show a drift of ${resolution} in ${listed(weak)}.`;
  return [notice('too-few-values', weak.length === 1 ? only : null, message)];
}

function smallBaseline({ resolution }: Settings, summary: Report['summary']): Finding[] {
  if (summary.rowsForResolution !== null) return [];
  const message = `The baseline is too small to show a drift of ${resolution} whatever the size of a batch: enlarge the baseline.`;
  return [notice('enlarge-baseline', null, message)];
}

import type { Settings } from '../config/settings.ts';
import type { ReadNotice } from '../csv/blocks.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import type { Tally } from '../tally/tally.ts';
import { absentLabel } from './absent-label.ts';
import type { Judged } from './judge.ts';
import { formatCount } from './numbers.ts';
import type { Finding, Report } from './report.ts';

/** Names listed in one finding; the rest are counted. */
const NAMES_MAX = 20;

/** Share of a column's filled cells that do not parse from which its type has changed rather than a cell or two. */
const CHANGED_TYPE_SHARE = 0.5;

/**
 * Everything a person should know beside the verdict: trouble with the file's shape first, then notices. Findings
 * never stop a comparison, and a column that is missing is compared as one whose every value is missing.
 */
export function findings(
  profile: BaselineProfile,
  tally: Tally,
  judged: readonly Judged[],
  settings: Settings,
  summary: Report['summary'],
): Finding[] {
  const all = [
    ...judged.flatMap((one) => missingColumn(one, tally)),
    ...labelTaken(profile, tally, settings),
    ...judged.flatMap((one) => unparsable(one)),
    ...judged.flatMap((one) => newCategories(one)),
    ...extraColumns(tally),
    ...judged.flatMap(reducedProfile),
    ...emptyOnBothSides(profile, tally),
    ...tooFewValues(judged, settings, summary),
    ...smallBaseline(settings, summary),
    ...[...profile.notices, ...tally.notices].map(fromNotice),
  ];
  const seen = new Set<string>();
  const unique = all.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
  return unique.sort((a, b) => Number(b.severity === 'problem') - Number(a.severity === 'problem'));
}

function missingColumn({ feature, tally }: Judged, { extraColumns: extra }: Tally): Finding[] {
  if (tally.present) return [];
  const sameLetters = extra.find((name) => letters(name) === letters(feature.name));
  const wayOut = sameLetters
    ? `Was it renamed to ${quote(sameLetters)}?`
    : 'Add it, or leave it out of the comparison with the setting "ignore".';
  return [
    problem(
      'missing-column',
      feature.name,
      `Column ${quote(feature.name)} is in the baseline but not in this file. ${wayOut}`,
    ),
  ];
}

function labelTaken(profile: BaselineProfile, tally: Tally, settings: Settings): Finding[] {
  const position = absentLabel(profile, tally, settings);
  if (position === null) return [];
  const { name } = profile.features[position]!;
  const message = `Column ${quote(name)} is in the baseline but not in this file, and was taken for the label. Say so with the setting "label"; if the model needs it as an input, declare its type under "types", and its absence counts as drift.`;
  return [notice('label-inferred', name, message)];
}

const letters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function unparsable({ feature, tally }: Judged): Finding[] {
  const { count, examples } = tally.unparsable;
  if (count === 0) return [];
  const cells = examples.map(([line, text]) => `line ${line}: ${quote(text)}`).join(', ');
  const filled = tally.count + count;
  if (count >= CHANGED_TYPE_SHARE * filled) {
    const message = `Column ${quote(feature.name)} held numbers in the baseline; ${formatCount(count)} of ${formatCount(filled)} values here are not numbers (${cells}).${decimalComma(examples)}`;
    return [problem('changed-type', feature.name, message)];
  }
  const message = `${formatCount(count)} of ${formatCount(filled)} values in column ${quote(feature.name)} are not numbers and were counted as missing (${cells}).${decimalComma(examples)}`;
  return [problem('unparsable-values', feature.name, message)];
}

function decimalComma(examples: readonly (readonly [number, string])[]): string {
  const all = examples.length > 0 && examples.every(([, text]) => /^[+-]?\d+,\d+$/.test(text));
  return all ? ' They look like decimal commas: write them with a point.' : '';
}

function newCategories({ feature, tally, distributionDrifted }: Judged): Finding[] {
  if (tally.kind !== 'level' || tally.newCount === 0 || feature.count === 0) return [];
  const named = [...tally.newLevels].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const rows = tally.newCount === 1 ? '1 row' : `${formatCount(tally.newCount)} rows`;
  const message = `${rows} of column ${quote(feature.name)} hold values that the baseline does not have: ${listed(named.map(([name]) => name))}.`;
  return [
    {
      code: 'new-category',
      severity: distributionDrifted ? 'problem' : 'notice',
      column: feature.name,
      message,
    },
  ];
}

function extraColumns({ extraColumns: extra }: Tally): Finding[] {
  if (extra.length === 0) return [];
  const are = extra.length === 1 ? '1 column is' : `${formatCount(extra.length)} columns are`;
  return [
    notice(
      'extra-column',
      extra.length === 1 ? extra[0]! : null,
      `${are} not in the baseline and not tested: ${listed(extra)}.`,
    ),
  ];
}

function reducedProfile({ feature }: Judged): Finding[] {
  if (feature.type !== 'numeric' || feature.reductionError === 0) return [];
  const bound = feature.reductionError.toPrecision(2);
  const message = `The baseline profile keeps order statistics of ${quote(feature.name)} instead of every value: D is exact to within ${bound}.`;
  return [notice('reduced-profile', feature.name, message)];
}

function emptyOnBothSides(profile: BaselineProfile, tally: Tally): Finding[] {
  return profile.features
    .filter((feature, i) => feature.count + tally.features[i]!.count === 0)
    .map(({ name }) =>
      notice('empty-column-left-out', name, `Column ${quote(name)} is empty in both files and was left out.`),
    );
}

function tooFewValues(judged: readonly Judged[], settings: Settings, summary: Report['summary']): Finding[] {
  if (
    settings.rule === 'plain-ks' ||
    (summary.minDetectable ?? Number.POSITIVE_INFINITY) > settings.resolution
  )
    return [];
  const weak = judged.filter(
    ({ distribution: d }) => d.minDetectable === null || d.minDetectable > settings.resolution,
  );
  if (weak.length === 0) return [];
  const names = listed(weak.map(({ feature }) => feature.name));
  const message = `Too few values to show a drift of ${settings.resolution} in: ${names}. Nothing can be said of them beyond what is shown.`;
  return [notice('too-few-values', weak.length === 1 ? weak[0]!.feature.name : null, message)];
}

function smallBaseline(settings: Settings, summary: Report['summary']): Finding[] {
  if (settings.rule === 'plain-ks' || summary.rowsForResolution !== null) return [];
  const message = `The baseline is too small to show a drift of ${settings.resolution} whatever the size of a batch: enlarge the baseline.`;
  return [notice('enlarge-baseline', null, message)];
}

function fromNotice({ code, column, message }: ReadNotice): Finding {
  return notice(code, column ?? null, message);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX).map(quote).join(', ');
  return names.length > NAMES_MAX ? `${shown} and ${formatCount(names.length - NAMES_MAX)} more` : shown;
}

const quote = (text: string): string => `"${text}"`;
const problem = (code: Finding['code'], column: string | null, message: string): Finding => ({
  code,
  severity: 'problem',
  column,
  message,
});
const notice = (code: Finding['code'], column: string | null, message: string): Finding => ({
  code,
  severity: 'notice',
  column,
  message,
});

import { shorten } from '../text/safe-text.ts';
import { STUCK_QUESTION } from './feature/hint-number.ts';
import { quote } from './findings/finding.ts';
import type { FeatureReport, Finding, Report } from './report.ts';
import { formatCount, formatShare, formatSharePair } from './words/numbers.ts';

const SENTENCES_MAX = 10;

/** With a column's name of up to 60 beside it, a sentence stays within 300 characters, also of the kind that count twice. */
const LEVEL_CHARS_MAX = 30;

/** "Nearly everywhere": share of a column's values from which one is no longer a value among others. */
const NEARLY_ALL = 0.9;

/**
 * Why a batch looks like broken data rather than a changed world: a column that is missing or cannot be read any more,
 * values missing that were there before, one value (or values that the baseline does not have) nearly everywhere. Whatever
 * learned from such data would learn the fault. Sentences for people, at most 10 of at most 300 characters, one a
 * column, the worst first; none for a batch in which values merely moved. O(features + findings).
 *
 * @example looksBroken(report) // ['Column "age" is missing.', 'Column "income" has no value in 34 % of the rows, 2 % before.']
 */
export function looksBroken(report: Report): string[] {
  const reasons = new Map<string, string>();
  const say = (column: string, reason: string | null) => {
    if (reason !== null && !reasons.has(column)) reasons.set(column, reason);
  };
  const types = new Map(report.features.map(({ name, type }) => [name, type]));
  for (const { code, column } of report.findings) {
    if (column === null) continue;
    if (code === 'missing-column') say(column, `Column ${quote(column)} is missing.`);
    if (code === 'changed-type') say(column, unreadable(column, types.get(column)));
  }
  for (const feature of report.features) {
    say(feature.name, valuesGone(feature, report.findings));
    say(feature.name, stuckNumber(feature) ?? stuckLevel(feature));
  }
  const sentences = [...reasons.values()];
  if (sentences.length <= SENTENCES_MAX) return sentences;
  const rest = sentences.length - (SENTENCES_MAX - 1);
  return [...sentences.slice(0, SENTENCES_MAX - 1), `${formatCount(rest)} more columns look broken.`];
}

const unreadable = (column: string, type: FeatureReport['type'] | undefined): string =>
  `Most values in column ${quote(column)} are not ${type === 'boolean' ? 'true or false' : 'numbers'} any more.`;

function valuesGone({ name, missing }: FeatureReport, findings: readonly Finding[]): string | null {
  if (!missing.drifted || missing.after <= missing.before) return null;
  const isStray = findings.some(
    ({ code, severity, column }) => code === 'unparsable-values' && severity === 'problem' && column === name,
  );
  const [before, after] = formatSharePair(missing.before, missing.after);
  return `Column ${quote(name)} has no ${isStray ? 'readable ' : ''}value in ${after} of the rows, ${before} before.`;
}

/** The hint says which value and how often; that nearly all fall into one bin says that it stands nearly alone. */
function stuckNumber({ name, bins, hint }: FeatureReport): string | null {
  if (bins?.kind !== 'numeric' || !hint?.endsWith(STUCK_QUESTION)) return null;
  return Math.max(...bins.current) >= NEARLY_ALL * total(bins.current)
    ? `Column ${quote(name)}: ${hint}`
    : null;
}

function stuckLevel({ name, bins, distributionDrifted }: FeatureReport): string | null {
  if (bins?.kind !== 'levels' || !distributionDrifted) return null;
  const most = bins.current.indexOf(Math.max(...bins.current));
  const before = (bins.baseline[most] ?? 0) / total(bins.baseline);
  const after = (bins.current[most] ?? 0) / total(bins.current);
  if (!(after >= NEARLY_ALL && before <= after / 2)) return null;
  const level = bins.levels[most] ?? null;
  if (level === null) {
    return `Column ${quote(name)}: ${formatShare(after)} of the values are ones that the baseline does not have. Is it written in another way?`;
  }
  return `Column ${quote(name)}: ${formatShare(after)} of the values are "${shorten(level, LEVEL_CHARS_MAX)}", ${formatShare(before)} before: ${STUCK_QUESTION}`;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

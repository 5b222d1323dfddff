import type { FeatureReport, Report } from '../report.ts';
import { LEVEL_SHARE_CHANGE_MIN } from '../verdict/level-effect.ts';
import { formatCount, formatNumber } from './numbers.ts';
import { rows } from './verdict-words.ts';

/** One line of "how sure we are". */
export interface CertaintyLine {
  readonly label: string;
  readonly text: string;
}

/**
 * How far the verdict can be trusted: what it rests on, what could have gone unnoticed, and what the plain rule
 * would have said. O(features).
 */
export function certaintyLines(report: Report): CertaintyLine[] {
  return [
    {
      label: 'Rows',
      text: `${formatCount(report.baseline.rows)} in the baseline, ${formatCount(report.current.rows)} in production`,
    },
    plainRuleLine(report),
    { label: 'Smallest change that could have been seen', text: detectable(report) },
    { label: 'A feature drifted when', text: rule(report) },
    { label: 'Tests', text: tests(report.features) },
  ];
}

/** `Plain rule (p < 0.05 each): 7 of 30; 1.5 expected by chance` */
function plainRuleLine({ summary: { plainRule } }: Report): CertaintyLine {
  return {
    label: 'Plain rule (p < 0.05 each)',
    text: `${plainRule.drifted} of ${plainRule.tested}; ${formatNumber(plainRule.expectedByChance)} expected by chance`,
  };
}

function detectable({ summary, settings }: Report): string {
  if (summary.minDetectable === null) return 'none: there is too little data on one side';
  const seen = `${formatNumber(summary.minDetectable)} on a scale from 0 (the same) to 1 (nothing in common), four times in five`;
  if (summary.rowsForResolution === null)
    return `${seen}; for ${formatNumber(settings.resolution)}, enlarge the baseline`;
  return `${seen}; ${rows(summary.rowsForResolution)} show ${formatNumber(settings.resolution)}`;
}

const CORRECTIONS: Readonly<Record<string, string>> = {
  'benjamini-hochberg': 'adjusted by Benjamini–Hochberg',
  holm: 'adjusted by Holm',
  none: 'not adjusted',
};

function rule({ settings, features }: Report): string {
  if (settings.rule === 'plain-ks')
    return `its Kolmogorov–Smirnov p < ${settings.alpha}, and nothing else (plain rule)`;
  const correction = CORRECTIONS[settings.correction] ?? settings.correction;
  const hasLevels = features.some((f) => f.type !== 'numeric');
  const enough = `${settings.minEffect} or more${hasLevels ? `; ${LEVEL_SHARE_CHANGE_MIN} for a single level` : ''}`;
  return `p < ${settings.alpha} (${correction}) and the change is large enough to matter (${enough})`;
}

const TESTS = [
  ['ks', 'Kolmogorov–Smirnov'],
  ['chi-squared', 'chi-squared'],
  ['fisher', 'Fisher’s exact test'],
] as const;

function tests(features: readonly FeatureReport[]): string {
  const used = TESTS.flatMap(([test, name]) => {
    const tested = features.filter((f) => f.test === test);
    if (tested.length === 0) return [];
    const methods = [...new Set(tested.map((f) => f.method))].sort().join(' and ');
    return [`${name} for ${tested.length} (${methods} p-values)`];
  });
  return used.length === 0 ? 'none' : used.join(', ');
}

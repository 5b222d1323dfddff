import { toCsv } from '../../csv/write-csv.ts';
import type { FeatureReport, Report } from '../report.ts';

type Cell = string | number | null;

/** The columns, and what of a feature stands in each. */
const COLUMNS: readonly (readonly [string, (feature: FeatureReport) => Cell])[] = [
  ['feature', ({ name }) => name],
  ['drifted', ({ drifted }) => String(drifted)],
  ['direction', ({ direction }) => direction],
  ['type', ({ type }) => type],
  ['test', ({ test }) => test],
  ['method', ({ method }) => method],
  ['statistic', ({ statistic }) => statistic],
  ['p_value', ({ pValue }) => pValue],
  ['p_adjusted', ({ pAdjusted }) => pAdjusted],
  ['effect', ({ effect }) => effect.name],
  ['effect_value', ({ effect }) => effect.value],
  ['effect_threshold', ({ effect }) => effect.threshold],
  ['typical_before', ({ typical }) => typical.before],
  ['typical_after', ({ typical }) => typical.after],
  ['missing_before', ({ missing }) => missing.before],
  ['missing_after', ({ missing }) => missing.after],
  ['rows_baseline', ({ rowsBaseline }) => rowsBaseline],
  ['rows_current', ({ rowsCurrent }) => rowsCurrent],
  ['min_detectable', ({ minDetectable }) => minDetectable],
  ['psi', ({ psi }) => psi],
  ['jensen_shannon', ({ jensenShannon }) => jensenShannon],
  ['wasserstein', ({ wasserstein }) => wasserstein?.estimate ?? null],
  ['hint', ({ hint }) => hint],
];

/**
 * The features of a report as a table for spreadsheets, drifted first; names that a spreadsheet would run as a formula
 * are defused. Every digit is there. O(features).
 *
 * @example renderCsv(report).split('\n')[0] // 'feature,drifted,direction,…'
 */
export function renderCsv({ features }: Report): string {
  const rows = features.map((feature) => COLUMNS.map(([, cell]) => cell(feature)));
  return toCsv(
    COLUMNS.map(([name]) => name),
    rows,
    { neutraliseFormulas: true },
  );
}

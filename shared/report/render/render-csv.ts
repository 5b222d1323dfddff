import { toCsv } from '../../csv/write-csv.ts';
import type { FeatureReport, Report } from '../report.ts';
import { featureChange } from '../words/feature-sentence.ts';

type Cell = string | number | null;

/** Name of a column, and what it holds of a feature. */
const COLUMNS: readonly (readonly [name: string, cell: (feature: FeatureReport) => Cell])[] = [
  ['feature', ({ name }) => name],
  ['type', ({ type }) => type],
  ['drifted', ({ drifted }) => (drifted ? 'yes' : 'no')],
  ['change', featureChange],
  ['test', ({ test }) => test],
  ['method', ({ method }) => method],
  ['statistic', ({ statistic }) => statistic],
  ['p_value', ({ pValue }) => pValue],
  ['p_adjusted', ({ pAdjusted }) => pAdjusted],
  ['effect', ({ effect }) => effect.name],
  ['effect_value', ({ effect }) => effect.value],
  ['effect_threshold', ({ effect }) => effect.threshold],
  ['rows_baseline', ({ rowsBaseline }) => rowsBaseline],
  ['rows_current', ({ rowsCurrent }) => rowsCurrent],
  ['min_detectable', ({ minDetectable }) => minDetectable],
  ['missing_before', ({ missing }) => missing.before],
  ['missing_after', ({ missing }) => missing.after],
  ['missing_p_adjusted', ({ missing }) => missing.pAdjusted],
  ['missing_drifted', ({ missing }) => (missing.drifted ? 'yes' : 'no')],
  ['psi', ({ psi }) => psi],
  ['jensen_shannon', ({ jensenShannon }) => jensenShannon],
  ['wasserstein', ({ wasserstein }) => wasserstein?.estimate ?? null],
  ['total_variation', ({ totalVariation }) => totalVariation],
  ['hint', ({ hint }) => hint],
];

/**
 * The features' figures as CSV, a row each, in the report's order and with every digit. For spreadsheets: names and
 * levels that one would run as formulas are neutralised. O(features).
 */
export function renderCsv({ features }: Report): string {
  return toCsv(
    COLUMNS.map(([name]) => name),
    features.map((feature) => COLUMNS.map(([, cell]) => cell(feature))),
    { neutraliseFormulas: true },
  );
}

import { showName } from '../../text/safe-text.ts';
import type { FeatureReport } from '../report.ts';
import { formatCount, formatNumber, formatShare } from '../words/numbers.ts';
import { html, type Markup } from './html-escape.ts';

const HEADINGS = [
  'Feature',
  'Drifted',
  'Test',
  'Statistic',
  'p',
  'Adjusted p',
  'Effect',
  'Matters from',
  'Missing before',
  'Missing now',
  'Rows before',
  'Rows now',
];

/** Every feature's figures in one table, for those who check. It scrolls sideways on a phone. */
export function figuresTable(features: readonly FeatureReport[]): Markup {
  return html`<details class="figures"><summary>All figures in one table</summary>
<div class="scroll" role="region" aria-label="All figures" tabindex="0"><table>
<caption>The test of each feature, strongest first. The adjusted p-value allows for testing many features at once.</caption>
<thead><tr>${HEADINGS.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${features.map(row)}</tbody></table></div></details>`;
}

function row(feature: FeatureReport): Markup {
  const cells = [
    feature.test,
    formatNumber(feature.statistic),
    probability(feature.pValue),
    probability(feature.pAdjusted),
    formatNumber(feature.effect.value),
    formatNumber(feature.effect.threshold),
    formatShare(feature.missing.before),
    formatShare(feature.missing.after),
    formatCount(feature.rowsBaseline),
    formatCount(feature.rowsCurrent),
  ];
  return html`<tr${feature.drifted && html` class="drifted"`}><th scope="row">${showName(feature.name)}</th><td class="word">${feature.drifted ? 'yes' : 'no'}</td>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}

/** In a table of figures even a tiny p-value is worth its exponent. */
function probability(p: number): string {
  return p === 0 ? '0' : formatNumber(p);
}

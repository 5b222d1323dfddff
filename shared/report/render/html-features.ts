import { showMessage, showName } from '../../text/safe-text.ts';
import type { FeatureReport } from '../report.ts';
import { featureEvidence } from '../words/feature-evidence.ts';
import { featureChange } from '../words/feature-sentence.ts';
import { keepTogether } from '../words/line-breaks.ts';
import { formatCount, formatShare } from '../words/numbers.ts';
import { featureChart } from './chart-feature.ts';
import { html, type Markup } from './html-escape.ts';

/** Features shown with a picture; the table of figures has them all. */
const PICTURES_MAX = 200;

/** What drifted, strongest first: a sentence and a picture each. */
export function driftedSection(features: readonly FeatureReport[]): Markup | null {
  const drifted = features.filter((f) => f.drifted);
  if (drifted.length === 0) return null;
  return html`<section aria-labelledby="drifted">
<h2 id="drifted">What drifted, strongest first</h2>
${drifted.slice(0, PICTURES_MAX).map(driftedFeature)}${notShown(drifted.length)}
</section>`;
}

/** Everything else, a line each that opens to its picture. */
export function otherSection(features: readonly FeatureReport[]): Markup | null {
  const others = features.filter((f) => !f.drifted);
  if (others.length === 0) return null;
  const title = others.length === features.length ? 'All features' : 'All other features';
  return html`<section aria-labelledby="others">
<h2 id="others">${title}</h2>
<p class="note">${others.length === 1 ? 'It does not count' : html`None of these ${formatCount(others.length)} counts`} as drifted.<span class="on-screen"> Each line opens to its picture.</span></p>
<div class="others">${others.slice(0, PICTURES_MAX).map(otherFeature)}</div>${notShown(others.length)}
</section>`;
}

function driftedFeature(feature: FeatureReport): Markup {
  return html`<article><div><h3>${showName(feature.name)}</h3>
<p class="change">${keepTogether(featureChange(feature))}</p>${hint(feature)}
<p class="evidence quiet">${keepTogether(featureEvidence(feature))}</p></div>
${picture(feature)}</article>
`;
}

function otherFeature(feature: FeatureReport): Markup {
  return html`<details><summary><h3>${showName(feature.name)}</h3><span class="quiet">${keepTogether(featureChange(feature))}</span></summary>
<div class="body">${hint(feature)}<p class="evidence quiet">${keepTogether(featureEvidence(feature))}</p>${picture(feature)}</div></details>
`;
}

function hint(feature: FeatureReport): Markup | null {
  return feature.hint === null ? null : html`<p class="hint">${showMessage(feature.hint)}</p>`;
}

function picture(feature: FeatureReport): Markup {
  const chart = featureChart(feature);
  if (!chart) return html`<p class="quiet">No picture: there are no values to draw.</p>`;
  const outside = beyondTheEdges(feature);
  return html`<figure>${chart}${outside && html`<figcaption>${keepTogether(outside)}</figcaption>`}</figure>`;
}

function beyondTheEdges({ picture, bins }: FeatureReport): string | null {
  if (!picture || bins?.kind === 'levels') return null;
  const { baseline, current } = picture.outside;
  const sides = [
    ...(baseline > 0 ? [`${formatShare(baseline)} of the baseline`] : []),
    ...(current > 0 ? [`${formatShare(current)} of production`] : []),
  ];
  return sides.length === 0 ? null : `Beyond the drawn range: ${sides.join(', ')}.`;
}

function notShown(count: number): Markup | null {
  if (count <= PICTURES_MAX) return null;
  return html`<p class="note">The other ${formatCount(count - PICTURES_MAX)} are in the table of figures below.</p>`;
}

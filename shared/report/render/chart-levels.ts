import { scaleLinear } from 'd3-scale';
import { type ChosenLevel, chosenLevels } from '../words/chosen-levels.ts';
import { type LevelBins, levelShares } from '../words/level-shares.ts';
import { formatSharePair } from '../words/numbers.ts';
import { html, type Markup } from './html-escape.ts';

const WIDTH = 360;
/** Room for the share at the end of a full bar. */
const BAR_RIGHT = 312;
const BAR = 10;
const LEGEND = 26;
const LEVEL = 48;

/**
 * Share of each level in the baseline (filled bar) and in production (outlined bar below it), labelled with the
 * numbers. The eight levels that changed most are drawn, the others gathered. A pure function from data to SVG.
 * O(levels log levels).
 */
export function levelsChart(bins: LevelBins, title: string): Markup {
  const rows = chosenLevels(levelShares(bins));
  const highest = Math.max(...rows.map((r) => Math.max(r.before, r.after)), 0) || 1;
  const x = scaleLinear([0, highest], [1, BAR_RIGHT]);
  const height = LEGEND + rows.length * LEVEL;
  const bars = rows.map((row, i) => levelRow(row, LEGEND + i * LEVEL, x));
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}"><title>${title}</title><rect class="base" x="1" y="3" width="18" height="${BAR}"/><text class="base-label" x="24" y="12">baseline</text><rect class="now" x="84" y="3" width="18" height="${BAR}"/><text class="now-label" x="107" y="12">production</text>${bars}</svg>`;
}

function levelRow({ label, before, after }: ChosenLevel, top: number, x: (share: number) => number): Markup {
  const [beforeText, afterText] = formatSharePair(before, after);
  const bar = (side: 'base' | 'now', share: number, y: number, text: string) =>
    html`<rect class="${side}" x="1" y="${y}" width="${coordinate(Math.max(0, x(share) - 1))}" height="${BAR}"/><text class="${side}-label" x="${coordinate(x(share) + 5)}" y="${y + BAR - 1}">${text}</text>`;
  return html`<text x="1" y="${top + 11}">${label}</text>${bar('base', before, top + 16, beforeText)}${bar('now', after, top + 30, afterText)}`;
}

const coordinate = (value: number) => String(Math.round(value * 10) / 10);

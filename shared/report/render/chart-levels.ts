import { scaleLinear } from 'd3-scale';
import { shorten } from '../../text/safe-text.ts';
import { type LevelBins, type LevelShare, levelShares, shareDistance } from '../words/level-shares.ts';
import { formatCount, formatSharePair } from '../words/numbers.ts';
import { html, type Markup } from './html-escape.ts';

const WIDTH = 360;
/** Room for the share at the end of a full bar. */
const BAR_RIGHT = 312;
const BAR = 10;
const LEGEND = 26;
const LEVEL = 48;
const LEVELS_MAX = 8;
const LABEL_CHARS_MAX = 48;

interface Row {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/**
 * Share of each level in the baseline (filled bar) and in production (outlined bar below it), labelled with the
 * numbers. The eight levels that changed most are drawn, the others gathered. A pure function from data to SVG.
 * O(levels log levels).
 */
export function levelsChart(bins: LevelBins, title: string): Markup {
  const rows = chosenRows(levelShares(bins));
  const highest = Math.max(...rows.map((r) => Math.max(r.before, r.after)), 0) || 1;
  const x = scaleLinear([0, highest], [1, BAR_RIGHT]);
  const height = LEGEND + rows.length * LEVEL;
  const bars = rows.map((row, i) => levelRow(row, LEGEND + i * LEVEL, x));
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}"><title>${title}</title><rect class="base" x="1" y="3" width="18" height="${BAR}"/><text class="base-label" x="24" y="12">baseline</text><rect class="now" x="84" y="3" width="18" height="${BAR}"/><text class="now-label" x="107" y="12">production</text>${bars}</svg>`;
}

function levelRow({ label, before, after }: Row, top: number, x: (share: number) => number): Markup {
  const [beforeText, afterText] = formatSharePair(before, after);
  const bar = (side: 'base' | 'now', share: number, y: number, text: string) =>
    html`<rect class="${side}" x="1" y="${y}" width="${coordinate(Math.max(0, x(share) - 1))}" height="${BAR}"/><text class="${side}-label" x="${coordinate(x(share) + 5)}" y="${y + BAR - 1}">${text}</text>`;
  return html`<text x="1" y="${top + 11}">${label}</text>${bar('base', before, top + 16, beforeText)}${bar('now', after, top + 30, afterText)}`;
}

/** Those that changed most, in the order of the bins; the rest adds up to one row. */
function chosenRows(shares: readonly LevelShare[]): Row[] {
  const shown = new Set(
    shares.length <= LEVELS_MAX
      ? shares
      : [...shares].sort((a, b) => shareDistance(b) - shareDistance(a)).slice(0, LEVELS_MAX - 1),
  );
  const rows = shares.filter((share) => shown.has(share)).map((share) => ({ ...share, label: label(share) }));
  const rest = shares.filter((share) => !shown.has(share));
  if (rest.length === 0) return rows;
  const total = (pick: (share: LevelShare) => number) => rest.reduce((sum, share) => sum + pick(share), 0);
  return [
    ...rows,
    {
      label: `${formatCount(rest.length)} other levels`,
      before: total((s) => s.before),
      after: total((s) => s.after),
    },
  ];
}

function label({ level }: LevelShare): string {
  if (level === null) return 'not in the baseline';
  return level.trim() === '' ? `"${level}"` : shorten(level, LABEL_CHARS_MAX);
}

const coordinate = (value: number) => String(Math.round(value * 10) / 10);

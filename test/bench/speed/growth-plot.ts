import { scaleLinear, scaleLog } from 'd3-scale';
import { escapeMarkup } from '../../../shared/report/render/html-escape.ts';
import type { Spread } from './race.ts';

export interface GrowthPlot {
  /** What grows, as `rows of a batch`. */
  readonly title: string;
  /** What stays the same. */
  readonly fixed: string;
  /** A logarithmic axis, for what grows a hundredfold and more while the cost hardly does. */
  readonly logarithmic: boolean;
  /** Ascending in x, from 0 up; seconds. */
  readonly points: readonly { readonly x: number; readonly seconds: Spread }[];
}

const WIDTH = 360;
const HEIGHT = 220;
const PLOT = { left: 44, right: 346, top: 48, bottom: 192 };

/** Light or dark as its reader has it; a file of its own inherits no colours. */
const STYLE = `
text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#5b6670}
.title{font-weight:600;font-size:13px;fill:#1c2126}.paper{fill:#fff}
.grid{stroke:#d9dee3}.line{fill:none;stroke:#1a5f96;stroke-width:2}.range{stroke:#1a5f96}.point{fill:#1a5f96}
@media (prefers-color-scheme:dark){text{fill:#a3adb8}.title{fill:#e8eaed}.paper{fill:#14181c}.grid{stroke:#343b43}
.line,.range{stroke:#8cc2f0}.point{fill:#8cc2f0}}`;

/**
 * Seconds against what grows: a line through the medians, at each a stroke from the fastest run to the slowest. The
 * axis of seconds begins at 0, so that twice as high is twice as long. A pure function from data to SVG. O(points).
 */
export function growthPlot({ title, fixed, logarithmic, points }: GrowthPlot): string {
  const xs = points.map((point) => point.x);
  const range = [PLOT.left, PLOT.right];
  const x = logarithmic ? scaleLog([xs[0]!, xs.at(-1)!], range) : scaleLinear([0, xs.at(-1)!], range);
  const y = scaleLinear(
    [0, Math.max(...points.map(({ seconds }) => seconds.high))],
    [PLOT.bottom, PLOT.top],
  ).nice(4);
  const at = (scaled: number) => scaled.toFixed(1);
  const lines = y
    .ticks(4)
    .map(
      (tick) =>
        `<path class="grid" d="M${PLOT.left},${at(y(tick))}H${PLOT.right}"/>` +
        `<text x="${PLOT.left - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${tick}</text>`,
    );
  const labels = xs
    .filter((value, i) => i === xs.length - 1 || x(xs[i + 1]!) - x(value) > 34)
    .map(
      (value) =>
        `<text x="${at(x(value))}" y="${PLOT.bottom + 16}" text-anchor="middle">${short(value)}</text>`,
    );
  const marks = points.map(
    ({ x: value, seconds }) =>
      `<path class="range" d="M${at(x(value))},${at(y(seconds.low))}V${at(y(seconds.high))}"/>` +
      `<circle class="point" cx="${at(x(value))}" cy="${at(y(seconds.median))}" r="3"/>`,
  );
  const path = points.map((point) => `${at(x(point.x))},${at(y(point.seconds.median))}`).join('L');
  const says = escapeMarkup(`Seconds against ${title}; ${fixed}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${says}"><title>${says}</title><style>${STYLE}</style>
<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>
<text class="title" x="10" y="18">Seconds against ${escapeMarkup(title)}</text><text x="10" y="34">${escapeMarkup(fixed)}</text>
${lines.join('\n')}
${labels.join('\n')}
<path class="line" d="M${path}"/>
${marks.join('\n')}
</svg>
`;
}

/** @example short(250_000) // 250k */
function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1000 ? `${value / 1000}k` : String(value);
}

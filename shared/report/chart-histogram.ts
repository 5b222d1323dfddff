import { scaleLinear } from 'd3-scale';
import { html, type Markup } from './html-escape.ts';
import { formatNumber, formatNumberPair, formatShare } from './numbers.ts';
import type { Picture } from './report.ts';

/** Drawn small: on a phone the picture is about as wide as its own units, so the type stays readable. */
const WIDTH = 360;
const HEIGHT = 170;
const PLOT = { left: 2, right: 358, top: 40, bottom: 148 };

export interface HistogramData {
  readonly picture: Picture;
  /** Medians, marked and labelled; null where there is none. */
  readonly typical: { readonly before: number | null; readonly after: number | null };
  /** What the picture shows, for readers who cannot see it. */
  readonly title: string;
}

/**
 * Baseline (filled) and production (outlined) as overlaid histograms on one scale, with their typical values
 * labelled on the picture itself. A pure function from data to SVG. O(bars).
 */
export function histogramChart({ picture, typical, title }: HistogramData): Markup {
  const { edges, baseline, current } = picture;
  const x = scaleLinear([edges[0]!, edges.at(-1)!], [PLOT.left, PLOT.right]);
  const highest = Math.max(0, ...baseline, ...current) || 1;
  const y = scaleLinear([0, highest], [PLOT.bottom, PLOT.top + 4]);
  const outline = (shares: readonly number[]) => steps(edges.map(x), shares.map(y));
  const [before, after] = labels(typical);
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><title>${title}</title>${grid(y)}<path class="base" d="${outline(baseline)}"/><path class="now" d="${outline(current)}"/>${median(typical.before, x, 14, 'base', `baseline ${before}`)}${median(typical.after, x, 30, 'now', `production ${after}`)}${axis(x)}</svg>`;
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

/** A staircase from the ground and back to it: `x` has one entry more than `y`. */
function steps(x: readonly number[], y: readonly number[]): string {
  const stairs = y.map((top, i) => `V${coordinate(top)}H${coordinate(x[i + 1]!)}`);
  return `M${coordinate(x[0]!)},${PLOT.bottom}${stairs.join('')}V${PLOT.bottom}Z`;
}

function grid(y: Scale): Markup {
  const lines = y
    .ticks(3)
    .filter((share) => share > 0)
    .map(
      (share) =>
        html`<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${coordinate(y(share))}" y2="${coordinate(y(share))}"/><text x="${PLOT.left}" y="${coordinate(y(share) - 2)}">${formatShare(share)}</text>`,
    );
  return html`<g class="grid">${lines}</g>`;
}

function axis(x: Scale): Markup {
  const ticks = x.ticks(5).map((value) => {
    const at = x(value);
    const anchor = at < 16 ? 'start' : at > WIDTH - 16 ? 'end' : 'middle';
    return html`<line x1="${coordinate(at)}" x2="${coordinate(at)}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 4}"/><text x="${coordinate(at)}" y="${PLOT.bottom + 16}" text-anchor="${anchor}">${formatNumber(value)}</text>`;
  });
  return html`<g class="axis"><path d="M${PLOT.left},${PLOT.bottom}H${PLOT.right}"/>${ticks}</g>`;
}

/** A line at the median with its label on the side that has room; each side has a row of its own, so none collide. */
function median(
  value: number | null,
  x: Scale,
  baselineY: number,
  side: 'base' | 'now',
  label: string,
): Markup {
  const [low, high] = x.range() as [number, number];
  const at = Math.min(high, Math.max(low, value === null ? low : x(value)));
  const onRight = at < WIDTH / 2;
  const text = html`<text class="${side}-label" x="${coordinate(at + (onRight ? 4 : -4))}" y="${baselineY}" text-anchor="${onRight ? 'start' : 'end'}">${label}</text>`;
  if (value === null) return text;
  return html`<line class="${side}-mark" x1="${coordinate(at)}" x2="${coordinate(at)}" y1="${baselineY - 9}" y2="${PLOT.bottom}"/>${text}`;
}

function labels({ before, after }: HistogramData['typical']): [string, string] {
  if (before !== null && after !== null) return formatNumberPair(before, after);
  return [
    before === null ? '(no values)' : formatNumber(before),
    after === null ? '(no values)' : formatNumber(after),
  ];
}

/** Tenths of a unit are finer than any screen; more digits only make the file larger. */
const coordinate = (value: number) => String(Math.round(value * 10) / 10);

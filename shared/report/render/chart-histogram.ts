import { scaleLinear } from 'd3-scale';
import type { Picture } from '../report.ts';
import { formatNumber, formatNumberPair, formatShare } from '../words/numbers.ts';
import { html, type Markup } from './html-escape.ts';

/** Drawn small: on a phone the picture is about as wide as its own units, so the type stays readable. */
const WIDTH = 360;
const HEIGHT = 174;
/** Width of a character of a label, on the generous side. */
const LABEL_CHAR = 6.6;
const PLOT = { left: 2, right: 358, top: 44, bottom: 152 };

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
  const rising = typical.before !== null && typical.after !== null && typical.before <= typical.after;
  const baselineMark: Mark = {
    side: 'base',
    value: typical.before,
    label: `baseline ${before}`,
    row: 14,
    toRight: !rising,
  };
  const productionMark: Mark = {
    side: 'now',
    value: typical.after,
    label: `production ${after}`,
    row: 30,
    toRight: rising,
  };
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><title>${title}</title>${gridLines(y)}<path class="base" d="${outline(baseline)}"/><path class="now" d="${outline(current)}"/>${gridLabels(y, emptierSide(picture))}${typicalMark(baselineMark, x)}${typicalMark(productionMark, x)}${axis(x)}</svg>`;
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

/** A staircase from the ground and back to it: `x` has one entry more than `y`. */
function steps(x: readonly number[], y: readonly number[]): string {
  const stairs = y.map((top, i) => `V${coordinate(top)}H${coordinate(x[i + 1]!)}`);
  return `M${coordinate(x[0]!)},${PLOT.bottom}${stairs.join('')}V${PLOT.bottom}Z`;
}

const gridShares = (y: Scale) => y.ticks(3).filter((share) => share > 0);

function gridLines(y: Scale): Markup {
  const lines = gridShares(y).map((share) => {
    const at = coordinate(y(share));
    return html`<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}"/>`;
  });
  return html`<g class="grid">${lines}</g>`;
}

/** Where the labels hide least: the edge whose outer fifth of bars is lower. */
function emptierSide({ baseline, current }: Picture): 'left' | 'right' {
  const fifth = Math.ceil(baseline.length / 5);
  const left = Math.max(...baseline.slice(0, fifth), ...current.slice(0, fifth));
  const right = Math.max(...baseline.slice(-fifth), ...current.slice(-fifth));
  return right < left ? 'right' : 'left';
}

function gridLabels(y: Scale, side: 'left' | 'right'): Markup {
  const texts = gridShares(y).map(
    (share, i, all) =>
      html`<text class="halo" x="${PLOT[side]}" y="${coordinate(y(share) - 2)}" text-anchor="${side === 'left' ? 'start' : 'end'}">${formatShare(share)}${i === all.length - 1 && ' of values'}</text>`,
  );
  return html`<g class="grid">${texts}</g>`;
}

function axis(x: Scale): Markup {
  const ticks = x.ticks(5).map((value) => {
    const at = x(value);
    const anchor = at < 16 ? 'start' : at > WIDTH - 16 ? 'end' : 'middle';
    return html`<line x1="${coordinate(at)}" x2="${coordinate(at)}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 4}"/><text x="${coordinate(at)}" y="${PLOT.bottom + 16}" text-anchor="${anchor}">${formatNumber(value)}</text>`;
  });
  return html`<g class="axis"><path d="M${PLOT.left},${PLOT.bottom}H${PLOT.right}"/>${ticks}</g>`;
}

interface Mark {
  readonly side: 'base' | 'now';
  readonly value: number | null;
  readonly label: string;
  /** Each side's label has a row of its own, so the two never collide. */
  readonly row: number;
  readonly toRight: boolean;
}

/** A line at the typical value with its label pointing away from the other side's, where there is room. */
function typicalMark({ side, value, label, row, toRight }: Mark, x: Scale): Markup {
  const at = value === null ? PLOT.left : Math.min(PLOT.right, Math.max(PLOT.left, x(value)));
  const length = label.length * LABEL_CHAR + 6;
  const right = toRight ? at + length < WIDTH : at - length < 0;
  const text = html`<text class="${side}-label halo" x="${coordinate(at + (right ? 4 : -4))}" y="${row}" text-anchor="${right ? 'start' : 'end'}">${label}</text>`;
  if (value === null) return text;
  const place = coordinate(at);
  return html`<line class="${side}-mark" x1="${place}" x2="${place}" y1="${row - 9}" y2="${PLOT.bottom}"/>${text}`;
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

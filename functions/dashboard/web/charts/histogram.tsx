import { areaY, axisX, axisY, gridY, lineY, plot, rectY, ruleX, ruleY, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import type { Picture } from '../../../../shared/report/report.ts';
import { formatNumber, formatNumberPair, formatShare } from '../../../../shared/report/words/numbers.ts';
import { PlotFigure } from './plot-figure.tsx';

interface HistogramProps {
  readonly picture: Picture;
  /** Medians, marked and labelled; null where there is none. */
  readonly before: number | null;
  readonly after: number | null;
  /** What changed, in words. */
  readonly label: string;
}

type Typical = Pick<HistogramProps, 'before' | 'after'>;

const HEIGHT = 220;
/** Room for the two labels. */
const MARGIN_TOP = 38;

/** Baseline (filled) and production (outlined) over one another on one scale, with their typical values. */
export function Histogram({ picture, before, after, label }: HistogramProps) {
  const draw = useCallback(
    (width: number) => drawHistogram(picture, { before, after }, width),
    [picture, before, after],
  );
  return <PlotFigure label={`Distribution before and after. ${label}`} draw={draw} />;
}

function drawHistogram(picture: Picture, typical: Typical, width: number): Element {
  const { edges, baseline, current } = picture;
  const bars = baseline.map((share, i) => ({ from: edges[i]!, to: edges[i + 1]!, share }));
  const stairs = staircase(edges, current);
  const lines = {
    x: (d: [number, number]) => d[0],
    y: (d: [number, number]) => d[1],
    curve: 'step-after',
  } as const;
  return plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginLeft: 44,
    marginTop: MARGIN_TOP,
    marginRight: 8,
    marginBottom: 26,
    x: { domain: [edges[0]!, edges.at(-1)!] },
    y: { domain: [0, Math.max(...baseline, ...current, 1e-9)], nice: true },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      rectY(bars, { x1: 'from', x2: 'to', y: 'share', fill: 'var(--base)', insetLeft: 0.5, insetRight: 0.5 }),
      areaY(stairs, { ...lines, fill: 'var(--now-fill)' }),
      lineY(stairs, { ...lines, stroke: 'var(--now)', strokeWidth: 1.75 }),
      ruleY([0], { stroke: 'var(--quiet)' }),
      ...typicalMarks(typical, [edges[0]!, edges.at(-1)!]),
      axisX({
        ticks: Math.max(3, Math.floor(width / 90)),
        tickFormat: formatNumber,
        tickSize: 4,
        label: null,
      }),
      axisY({ ticks: 4, tickFormat: formatShare, tickSize: 0, label: null }),
    ],
  });
}

/** The outline of bars, from the ground and back to it. */
function staircase(edges: readonly number[], shares: readonly number[]): [number, number][] {
  return [
    [edges[0]!, 0],
    ...shares.map((share, i): [number, number] => [edges[i]!, share]),
    [edges.at(-1)!, shares.at(-1) ?? 0],
    [edges.at(-1)!, 0],
  ];
}

/** Both medians, each with its label in a row of its own, pointing away from the other. */
function typicalMarks({ before, after }: Typical, [low, high]: [number, number]) {
  const [beforeText, afterText] =
    before !== null && after !== null
      ? formatNumberPair(before, after)
      : [before === null ? '' : formatNumber(before), after === null ? '' : formatNumber(after)];
  return [
    ...typicalMark(
      { value: before, words: `baseline ${beforeText}`, color: 'var(--base-ink)', top: 16 },
      low,
      high,
    ),
    ...typicalMark(
      { value: after, words: `production ${afterText}`, color: 'var(--now)', top: 0 },
      low,
      high,
    ),
  ];
}

interface TypicalMark {
  readonly value: number | null;
  readonly words: string;
  readonly color: string;
  /** Pixels from the top of the picture. */
  readonly top: number;
}

function typicalMark({ value, words, color, top }: TypicalMark, low: number, high: number) {
  if (value === null) return [];
  const at = Math.min(high, Math.max(low, value));
  const toLeft = at > low + 0.6 * (high - low);
  return [
    ruleX([at], { stroke: color, strokeWidth: 1.25, insetTop: top - MARGIN_TOP }),
    text([words], {
      x: () => at,
      text: (d: string) => d,
      frameAnchor: 'top',
      lineAnchor: 'top',
      textAnchor: toLeft ? 'end' : 'start',
      dx: toLeft ? -4 : 4,
      dy: top - MARGIN_TOP,
      fill: color,
      fontWeight: 600,
    }),
  ];
}

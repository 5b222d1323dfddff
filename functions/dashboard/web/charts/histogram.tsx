import { areaY, axisX, axisY, gridY, lineY, plot, rectY, ruleY } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import type { Picture } from '../../../../shared/report/report.ts';
import { formatNumber, formatShare } from '../../../../shared/report/words/numbers.ts';
import { PlotFigure } from './plot-figure.tsx';
import { LABELS_HEIGHT, type TypicalValues, typicalMarks } from './typical-marks.ts';

interface HistogramProps extends TypicalValues {
  readonly picture: Picture;
  /** What changed, in words. */
  readonly label: string;
}

const HEIGHT = 220;
const MARGIN_LEFT = 44;
const MARGIN_RIGHT = 8;

/** Baseline (filled) and production (outlined) over one another on one scale, with their typical values. */
export function Histogram({ picture, before, after, label }: HistogramProps) {
  const draw = useCallback(
    (width: number) => drawHistogram(picture, { before, after }, width),
    [picture, before, after],
  );
  return <PlotFigure label={`Distribution before and after. ${label}`} draw={draw} />;
}

function drawHistogram(picture: Picture, typical: TypicalValues, width: number): Element {
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
    marginLeft: MARGIN_LEFT,
    marginTop: LABELS_HEIGHT,
    marginRight: MARGIN_RIGHT,
    marginBottom: 26,
    x: { domain: [edges[0]!, edges.at(-1)!] },
    y: { domain: [0, Math.max(...baseline, ...current, 1e-9)], nice: true },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      rectY(bars, { x1: 'from', x2: 'to', y: 'share', fill: 'var(--base)', insetLeft: 0.5, insetRight: 0.5 }),
      areaY(stairs, { ...lines, fill: 'var(--now-fill)' }),
      lineY(stairs, { ...lines, stroke: 'var(--now)', strokeWidth: 1.75 }),
      ruleY([0], { stroke: 'var(--quiet)' }),
      ...typicalMarks(typical, {
        low: edges[0]!,
        high: edges.at(-1)!,
        pixels: width - MARGIN_LEFT - MARGIN_RIGHT,
        left: MARGIN_LEFT,
      }),
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

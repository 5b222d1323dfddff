import { axisX, axisY, gridY, lineY, link, plot, ruleY, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { formatNumber, formatShare } from '../../../../shared/report/words/numbers.ts';
import type { CumulativeCurve } from '../../../../shared/tally/cumulative-curve.ts';
import { PlotFigure } from './plot-figure.tsx';

const HEIGHT = 200;

interface CumulativeProps {
  readonly curve: CumulativeCurve;
  /** The curve is known at a few places only, which straight lines join; otherwise it rises in steps. */
  readonly joined?: boolean;
}

/** Both cumulative distributions, with the place where they are farthest apart: the distance D. */
export function Cumulative({ curve, joined = false }: CumulativeProps) {
  const draw = useCallback((width: number) => drawCurve(curve, joined, width), [curve, joined]);
  return <PlotFigure label={inWords(curve)} draw={draw} />;
}

function inWords({ widest }: CumulativeCurve): string {
  if (widest === null) return 'Share of values up to each value: as good as the same before and after.';
  const { x, baseline, current } = widest;
  return `Share of values up to each value. They are farthest apart at ${formatNumber(x)}: ${formatShare(baseline)} of the baseline, ${formatShare(current)} of production.`;
}

function drawCurve(curve: CumulativeCurve, joined: boolean, width: number): Element {
  const { x, widest } = curve;
  const line = (shares: readonly number[], stroke: string, strokeWidth: number) =>
    lineY(shares, { x, y: shares, curve: joined ? 'linear' : 'step-after', stroke, strokeWidth });
  return plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginLeft: 44,
    marginTop: 8,
    marginRight: 8,
    marginBottom: 26,
    y: { domain: [0, 1] },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      ruleY([0], { stroke: 'var(--quiet)' }),
      line(curve.baseline, 'var(--base-ink)', 1.5),
      line(curve.current, 'var(--now)', 1.75),
      ...(widest === null ? [] : widestMarks(widest, x)),
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

type Widest = NonNullable<CumulativeCurve['widest']>;

function widestMarks(widest: Widest, x: readonly number[]) {
  const toLeft = widest.x > (x[0]! + x.at(-1)!) / 2;
  return [
    link([widest], { x: 'x', y1: 'baseline', y2: 'current', stroke: 'currentColor', strokeWidth: 1.5 }),
    text([widest], {
      x: 'x',
      y: ({ baseline, current }: Widest) => (baseline + current) / 2,
      text: ({ baseline, current }: Widest) => `D = ${formatNumber(Math.abs(baseline - current))}`,
      textAnchor: toLeft ? 'end' : 'start',
      dx: toLeft ? -6 : 6,
      stroke: 'var(--paper)',
      strokeWidth: 4,
      fill: 'currentColor',
      fontWeight: 600,
    }),
  ];
}

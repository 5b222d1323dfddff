import { axisX, axisY, dot, gridY, lineY, plot, ruleX } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { dateTicks } from './date-ticks.ts';
import { PlotFigure } from './plot-figure.tsx';

/** How good a model was on a batch, as far as known. */
export interface PerformancePoint {
  /** Place of the batch, oldest first. */
  readonly place: number;
  readonly model: string;
  /** By known answers, with its interval of 95 %. */
  readonly measured: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly estimated: number | null;
}

interface PerformanceLinesProps {
  readonly points: readonly PerformancePoint[];
  /** Of the batches, by place, in milliseconds. */
  readonly times: readonly number[];
  readonly label: string;
  readonly format: (value: number) => string;
}

const HEIGHT = 220;

/** True (filled, with intervals) and estimated (hollow, dashed) performance, a line for each model. */
export function PerformanceLines({ points, times, label, format }: PerformanceLinesProps) {
  const draw = useCallback(
    (width: number) => {
      const measured = points.flatMap(({ measured: of, ...point }) =>
        of === null ? [] : [{ ...point, ...of }],
      );
      const estimated = points.flatMap(({ estimated: value, ...point }) =>
        value === null ? [] : [{ ...point, value }],
      );
      const few = (width - 54) / times.length >= 7;
      const line = { x: ({ place }: { place: number }) => place + 0.5, y: 'value', z: 'model' } as const;
      return plot({
        className: 'plot',
        width,
        height: HEIGHT,
        marginLeft: 44,
        marginTop: 10,
        marginRight: 10,
        marginBottom: 26,
        x: { domain: [0, Math.max(1, times.length)] },
        y: { nice: true },
        marks: [
          gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
          ruleX(measured, {
            x: line.x,
            y1: 'low',
            y2: 'high',
            stroke: 'var(--base)',
            strokeWidth: few ? 5 : 2,
          }),
          lineY(estimated, { ...line, stroke: 'var(--quiet)', strokeDasharray: '3 3', strokeWidth: 1.25 }),
          lineY(measured, { ...line, stroke: 'var(--base-ink)', strokeWidth: 1.75 }),
          ...(few
            ? [
                dot(estimated, { ...line, r: 3, fill: 'var(--paper)', stroke: 'var(--quiet)' }),
                dot(measured, { ...line, r: 3.5, fill: 'var(--base-ink)' }),
              ]
            : []),
          axisX({ ...dateTicks(times, width), tickSize: 0, label: null }),
          axisY({ ticks: 4, tickFormat: format, tickSize: 0, label: null }),
        ],
      });
    },
    [points, times, format],
  );
  return <PlotFigure label={label} draw={draw} />;
}

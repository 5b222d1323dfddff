import { areaY, axisX, axisY, dot, gridY, lineY, plot, ruleY } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotFigure } from './plot-figure.tsx';

/** A value at a time, with the interval that it most likely lies in, where that is known. */
export interface TimedValue {
  /** Milliseconds. */
  readonly at: number;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Draws a filled mark in the accent: this one needs attention. */
  readonly marked?: boolean;
}

interface LineOverTimeProps {
  /** Ascending in time. */
  readonly values: readonly TimedValue[];
  /** What the picture shows and what became of it, in words. */
  readonly label: string;
  readonly format: (value: number) => string;
  /** A line across: the value from which something follows. */
  readonly threshold?: number;
  /** By default as high as the values are. */
  readonly domain?: readonly [low: number, high: number];
  readonly height?: number;
}

/** A line over time with its interval as a band, and a line across where something follows from a value. */
export function LineOverTime(props: LineOverTimeProps) {
  const { values, label, format, threshold, domain, height = 180 } = props;
  const draw = useCallback(
    (width: number) => {
      const points = values.map((one) => ({ ...one, time: new Date(one.at) }));
      const line = { x: 'time', y: 'value' } as const;
      return plot({
        className: 'plot',
        width,
        height,
        marginLeft: 44,
        marginTop: 10,
        marginRight: 10,
        marginBottom: 26,
        x: { type: 'time' },
        y: domain === undefined ? { nice: true } : { domain },
        marks: [
          gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
          areaY(
            points.filter(({ low, high }) => low !== undefined && high !== undefined),
            { x: 'time', y1: 'low', y2: 'high', fill: 'var(--base)', fillOpacity: 0.45 },
          ),
          ...(threshold === undefined
            ? []
            : [ruleY([threshold], { stroke: 'var(--now)', strokeDasharray: '3 3' })]),
          lineY(points, { ...line, stroke: 'currentColor', strokeWidth: 1.5 }),
          dot(points, {
            ...line,
            r: 2.5,
            fill: ({ marked }: TimedValue) => (marked ? 'var(--now)' : 'var(--paper)'),
            stroke: ({ marked }: TimedValue) => (marked ? 'var(--now)' : 'currentColor'),
          }),
          axisX({ ticks: Math.max(2, Math.floor(width / 110)), tickSize: 4, label: null }),
          axisY({ ticks: 4, tickFormat: format, tickSize: 0, label: null }),
        ],
      });
    },
    [values, format, threshold, domain, height],
  );
  return <PlotFigure label={label} draw={draw} />;
}

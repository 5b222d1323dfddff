import { axisX, dot, gridX, link, plot, ruleX, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { PlotFigure } from './plot-figure.tsx';

/** A figure with the interval that it lies in with 95 % confidence. */
export interface NamedInterval {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** A hollow mark: what the others are compared with. */
  readonly hollow?: boolean;
}

interface IntervalsProps {
  /** From top to bottom. */
  readonly intervals: readonly NamedInterval[];
  /** What they show, in words. */
  readonly label: string;
  readonly format: (value: number) => string;
  readonly domain?: readonly [low: number, high: number];
  /** A line across: on which side of it an interval lies decides. */
  readonly threshold?: number;
}

const ROW = 46;

/** Figures under one another on one scale, each with its interval: whether they differ is seen at a glance. */
export function Intervals({ intervals, label, format, domain, threshold }: IntervalsProps) {
  const draw = useCallback(
    (width: number) => {
      const place = { y: (_: NamedInterval, i: number) => i } as const;
      const colour = ({ hollow }: NamedInterval) => (hollow ? 'var(--base-ink)' : 'currentColor');
      return plot({
        className: 'plot',
        width,
        height: intervals.length * ROW + 28,
        marginLeft: 8,
        marginRight: 12,
        marginTop: 2,
        marginBottom: 26,
        x: domain === undefined ? { nice: true } : { domain },
        y: { axis: null, domain: [-0.5, intervals.length - 0.5], reverse: true },
        marks: [
          gridX({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
          ...(threshold === undefined
            ? []
            : [ruleX([threshold], { stroke: 'var(--now)', strokeDasharray: '3 3' })]),
          link(intervals, {
            x1: 'low',
            x2: 'high',
            y1: place.y,
            y2: place.y,
            stroke: colour,
            strokeWidth: 2,
          }),
          dot(intervals, {
            ...place,
            x: 'value',
            r: 4.5,
            fill: ({ hollow }: NamedInterval) => (hollow ? 'var(--paper)' : 'currentColor'),
            stroke: colour,
            strokeWidth: 2,
          }),
          text(intervals, {
            ...place,
            frameAnchor: 'left',
            textAnchor: 'start',
            dy: -15,
            text: ({ name, value }: NamedInterval) => `${name}: ${format(value)}`,
            stroke: 'var(--paper)',
            strokeWidth: 4,
            fill: colour,
            fontWeight: 600,
          }),
          axisX({ ticks: Math.min(5, Math.floor(width / 70)), tickFormat: format, tickSize: 4, label: null }),
        ],
      });
    },
    [intervals, format, domain, threshold],
  );
  return <PlotFigure label={label} draw={draw} />;
}

/** @example intervalWords({ value: 0.5, low: 0.4, high: 0.6 }, formatNumber) // '0.5 (0.4 to 0.6)' */
export function intervalWords(
  { value, low, high }: Omit<NamedInterval, 'name'>,
  format: (value: number) => string,
): string {
  return `${format(value)} (${format(low)} to ${format(high)})`;
}

import { axisX, axisY, dot, gridY, plot, rect, ruleX, ruleY, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { formatShare } from '../../../../shared/report/words/numbers.ts';
import { dateTicks } from './date-ticks.ts';
import { PlotFigure } from './plot-figure.tsx';

/** A judged batch. */
export interface BatchBar {
  /** Milliseconds. */
  readonly uploaded: number;
  readonly verdict: 'ok' | 'drift' | 'insufficient';
  /** Of its features, those that drifted. */
  readonly share: number;
}

/** Batches oldest first; everything else names them by their place. */
export interface BatchBars {
  readonly bars: readonly BatchBar[];
  readonly incidents: readonly { readonly from: number; readonly to: number }[];
  /** First batches that another model was in charge of. */
  readonly newModels: readonly number[];
}

const HEIGHT = 170;
const MARGIN_LEFT = 44;
const MARGIN_RIGHT = 10;
const SIDES = MARGIN_LEFT + MARGIN_RIGHT;
/** Marks closer than this would be a smear. */
const MARK_PIXELS = 9;
/** Pixels that the label of a new model takes. */
const LABEL_WIDTH = 76;

/** Batch after batch: how much drifted as a bar, the verdict as a mark below it, incidents as a shade behind them. */
export function BatchBarsChart({
  timeline,
  label,
}: {
  readonly timeline: BatchBars;
  readonly label: string;
}) {
  const draw = useCallback((width: number) => drawBars(timeline, width), [timeline]);
  return <PlotFigure label={label} draw={draw} />;
}

function drawBars({ bars, incidents, newModels }: BatchBars, width: number): Element {
  const high = Math.max(0.1, ...bars.map(({ share }) => share));
  const placed = bars.map((bar, i) => ({ ...bar, i }));
  const drifted = placed.filter(({ share }) => share > 0);
  const marked = (width - SIDES) / bars.length >= MARK_PIXELS;
  const below = -high * 0.09;
  const marks = { x: ({ i }: { i: number }) => i + 0.5, y: () => below, r: 3.5 } as const;
  const of = (verdict: BatchBar['verdict']) => placed.filter((bar) => bar.verdict === verdict);
  return plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginLeft: MARGIN_LEFT,
    marginTop: 22,
    marginRight: MARGIN_RIGHT,
    marginBottom: 26,
    x: { domain: [0, Math.max(bars.length, 1)] },
    y: { domain: [marked ? below * 2 : 0, high] },
    marks: [
      rect(incidents, {
        x1: 'from',
        x2: ({ to }: { to: number }) => to + 1,
        y1: 0,
        y2: high,
        fill: 'var(--rule)',
        fillOpacity: 0.5,
      }),
      gridY({ ticks: 3, stroke: 'var(--rule)', strokeOpacity: 1 }),
      rect(drifted, {
        x1: ({ i }: { i: number }) => i + (marked ? 0.18 : 0),
        x2: ({ i }: { i: number }) => i + (marked ? 0.82 : 1),
        y1: 0,
        y2: 'share',
        fill: 'var(--accent)',
      }),
      ruleY([0], { stroke: 'var(--quiet)' }),
      ...(marked
        ? [
            dot(of('ok'), { ...marks, fill: 'var(--paper)', stroke: 'var(--base-ink)', strokeWidth: 1.75 }),
            dot(of('drift'), { ...marks, r: 4, symbol: 'triangle', fill: 'var(--accent)' }),
            dot(of('insufficient'), { ...marks, symbol: 'times', stroke: 'var(--quiet)', strokeWidth: 1.75 }),
          ]
        : []),
      ruleX(newModels, { y1: 0, y2: high, stroke: 'currentColor', strokeDasharray: '2 3' }),
      text(apart(newModels, (LABEL_WIDTH * bars.length) / (width - SIDES)), {
        x: (i: number) => i,
        y: high,
        text: () => 'new model',
        dy: -9,
        fill: 'currentColor',
      }),
      axisX({
        ...dateTicks(
          bars.map(({ uploaded }) => uploaded),
          width,
        ),
        tickSize: 0,
        label: null,
      }),
      axisY({ ticks: 3, tickFormat: formatTick, tickSize: 0, label: null }),
    ],
  });
}

/** Those that are at least so far from the one before: their labels do not meet. O(places). */
function apart(places: readonly number[], distance: number): number[] {
  const kept: number[] = [];
  for (const place of places) if (place - (kept.at(-1) ?? -Infinity) >= distance) kept.push(place);
  return kept;
}

/** The room below the ground is for marks, and is no share. */
const formatTick = (share: number) => (share < 0 ? '' : formatShare(share));

import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../ui/announce.tsx';
import { type HeatColours, readColours } from './heat-colours.ts';
import type { HeatBatch, HeatRow } from './heat-grid.ts';
import { cellAfterKey, cellAt, contentSize, type HeatCell, heatLayout, scrolledTo } from './heat-layout.ts';
import { paintHeatMap } from './paint-heat-map.ts';

interface HeatMapProps {
  readonly rows: readonly HeatRow[];
  /** Oldest first, as the rows have them. */
  readonly batches: readonly HeatBatch[];
  /** What the map shows, in words. */
  readonly label: string;
  readonly chosen: HeatCell | null;
  readonly onChoose: (cell: HeatCell) => void;
  /** Enter, or a second click, on the chosen cell. */
  readonly onOpen: (cell: HeatCell) => void;
  /** A cell in a sentence, for those who cannot see it. */
  readonly inWords: (cell: HeatCell) => string;
}

/**
 * How much each feature changed in each batch: on a canvas as large as the view, drawn anew as it scrolls, so that a
 * thousand features by a thousand batches are as quick as ten. Arrow keys go from cell to cell.
 */
export function HeatMap({ rows, batches, label, chosen, onChoose, onOpen, inWords }: HeatMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const helpId = useId();
  const { width, bar } = useSize(box);
  const colours = useColours(box);
  const layout = heatLayout(rows.length, batches.length, width);
  const content = contentSize(layout);

  const scroll = () => ({ left: box.current!.scrollLeft, top: box.current!.scrollTop });
  const paint = useCallback(() => {
    if (canvas.current === null || colours === null || layout.width === 0) return;
    const context = sized(canvas.current, layout.width, layout.height);
    paintHeatMap(context, { rows, batches, layout, scroll: scroll(), colours, chosen });
  }, [rows, batches, layout.width, layout.height, layout.cellWidth, colours, chosen]);

  useLayoutEffect(paint, [paint]);
  useNewestInView(box, batches.length, width);
  useEffect(() => {
    const element = box.current!;
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(paint);
    };
    element.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', soon);
    };
  }, [paint]);

  const choose = (cell: HeatCell) => {
    const next = scrolledTo(layout, scroll(), cell);
    box.current!.scrollTo(next);
    onChoose(cell);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && chosen !== null) {
      onOpen(chosen);
      return;
    }
    const from = chosen ?? { row: 0, column: batches.length - 1 };
    const to = cellAfterKey(layout, from, event.key, event.ctrlKey);
    if (to === null) return;
    event.preventDefault();
    const next = chosen === null ? from : to;
    choose(next);
    announce(inWords(next));
  };
  const onPoint = (event: MouseEvent) => {
    const place = canvas.current!.getBoundingClientRect();
    const cell = cellAt(layout, scroll(), event.clientX - place.left, event.clientY - place.top);
    if (cell === null) return;
    if (cell.row === chosen?.row && cell.column === chosen.column) onOpen(cell);
    else onChoose(cell);
  };

  return (
    <>
      <div
        ref={box}
        class="heat-map"
        role="application"
        aria-roledescription="heat map"
        aria-label={label}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its cells are reached by arrow keys.
        tabIndex={0}
        style={{ maxHeight: `${layout.height + bar}px` }}
        onKeyDown={onKey}
        onClick={onPoint}
      >
        <div class="heat-space" style={{ width: `${content.width}px`, height: `${content.height}px` }}>
          <canvas ref={canvas} />
        </div>
      </div>
      <p id={helpId} class="unseen">
        Arrow keys go from cell to cell, Enter opens the feature. The same figures are in the table below.
      </p>
    </>
  );
}

/** The drawing surface in device pixels, to be drawn on in the page's. */
function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const scale = devicePixelRatio;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

/** Pixels: of the view, and of the scroll bar below it, where the browser has such. */
function useSize(box: { readonly current: HTMLDivElement | null }) {
  const [size, setSize] = useState({ width: 0, bar: 0 });
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => {
      const next = { width: element.clientWidth, bar: element.offsetHeight - element.clientHeight };
      setSize((last) => (last.width === next.width && last.bar === next.bar ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}

/** The colours in force; others when the reader, or the device, goes from light to dark. */
function useColours(box: { readonly current: HTMLDivElement | null }): HeatColours | null {
  const [colours, setColours] = useState<HeatColours | null>(null);
  useLayoutEffect(() => {
    const read = () => setColours(readColours(box.current!));
    read();
    const device = matchMedia('(prefers-color-scheme: dark)');
    device.addEventListener('change', read);
    const choice = new MutationObserver(read);
    choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      device.removeEventListener('change', read);
      choice.disconnect();
    };
  }, []);
  return colours;
}

/** The newest batch is what most people come for; whoever has scrolled back stays there when older ones are added. */
function useNewestInView(box: { readonly current: HTMLDivElement | null }, columns: number, width: number) {
  const fromEnd = useRef(0);
  useEffect(() => {
    const element = box.current!;
    const note = () => {
      fromEnd.current = element.scrollWidth - element.clientWidth - element.scrollLeft;
    };
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, []);
  useLayoutEffect(() => {
    const element = box.current!;
    element.scrollLeft = element.scrollWidth - element.clientWidth - fromEnd.current;
  }, [columns, width]);
}

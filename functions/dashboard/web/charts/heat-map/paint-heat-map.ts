import { shorten } from '../../../../../shared/text/safe-text.ts';
import { type HeatColours, shadeOf } from './heat-colours.ts';
import { ABSENT, type HeatBatch, type HeatRow } from './heat-grid.ts';
import {
  cellsInView,
  HEAD_HEIGHT,
  type HeatCell,
  type HeatLayout,
  type HeatScroll,
  ROW_HEIGHT,
} from './heat-layout.ts';

export interface HeatPicture {
  readonly rows: readonly HeatRow[];
  readonly batches: readonly HeatBatch[];
  readonly layout: HeatLayout;
  readonly scroll: HeatScroll;
  readonly colours: HeatColours;
  readonly chosen: HeatCell | null;
}

const FONT_PX = 12;
/** Between a name and its cells. */
const NAME_GAP = 10;
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
/** A date for every so many pixels at most. */
const DATE_WIDTH = 74;

/** Draws what is in view: the same work for a thousand batches as for ten. O(cells in view). */
export function paintHeatMap(context: CanvasRenderingContext2D, picture: HeatPicture): void {
  const { layout, colours } = picture;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, layout.width, layout.height);
  paintCells(context, picture);
  paintChosen(context, picture);
  paintNames(context, picture);
  paintDates(context, picture);
}

function paintCells(context: CanvasRenderingContext2D, { rows, layout, scroll, colours }: HeatPicture): void {
  const { cellWidth, left } = layout;
  const { fromRow, toRow, fromColumn, toColumn } = cellsInView(layout, scroll);
  const mark = Math.min(6, cellWidth / 3);
  for (let r = fromRow; r < toRow; r++) {
    const { change, drifted } = rows[r]!;
    const y = HEAD_HEIGHT + r * ROW_HEIGHT - scroll.top;
    for (let c = fromColumn; c < toColumn; c++) {
      const size = change[c]!;
      const x = left + c * cellWidth - scroll.left;
      if (size === ABSENT) {
        context.fillStyle = colours.rule;
        context.fillRect(x + cellWidth / 3, y + ROW_HEIGHT / 2, cellWidth / 3, 1);
        continue;
      }
      const isDrifted = drifted[c] === 1;
      context.fillStyle = (isDrifted ? colours.drifted : colours.calm)[shadeOf(size)]!;
      context.fillRect(x, y, cellWidth - 1, ROW_HEIGHT - 1);
      if (!isDrifted) continue;
      context.fillStyle = colours.mark;
      context.beginPath();
      context.moveTo(x + cellWidth / 2, y + ROW_HEIGHT / 2 - mark);
      context.lineTo(x + cellWidth / 2 + mark, y + ROW_HEIGHT / 2 + mark * 0.8);
      context.lineTo(x + cellWidth / 2 - mark, y + ROW_HEIGHT / 2 + mark * 0.8);
      context.fill();
    }
  }
}

function paintChosen(
  context: CanvasRenderingContext2D,
  { layout, scroll, colours, chosen }: HeatPicture,
): void {
  if (chosen === null) return;
  const { cellWidth, left } = layout;
  const x = left + chosen.column * cellWidth - scroll.left;
  const y = HEAD_HEIGHT + chosen.row * ROW_HEIGHT - scroll.top;
  context.lineWidth = 4;
  context.strokeStyle = colours.paper;
  context.strokeRect(x, y, cellWidth - 1, ROW_HEIGHT - 1);
  context.lineWidth = 2;
  context.strokeStyle = colours.ink;
  context.strokeRect(x, y, cellWidth - 1, ROW_HEIGHT - 1);
}

function paintNames(context: CanvasRenderingContext2D, picture: HeatPicture): void {
  const { rows, layout, scroll, colours, chosen } = picture;
  const { fromRow, toRow } = cellsInView(layout, scroll);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, layout.left, layout.height);
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (let r = fromRow; r < toRow; r++) {
    const { feature, driftedIn } = rows[r]!;
    const y = HEAD_HEIGHT + r * ROW_HEIGHT - scroll.top;
    context.font = `${r === chosen?.row ? 700 : 400} ${FONT_PX}px ${colours.font}`;
    context.fillStyle = driftedIn > 0 || r === chosen?.row ? colours.ink : colours.quiet;
    context.fillText(
      fitting(context, feature, layout.left - NAME_GAP),
      layout.left - NAME_GAP,
      y + ROW_HEIGHT / 2,
    );
  }
}

/** The name, or as much of it as there is room for. O(log characters). */
function fitting(context: CanvasRenderingContext2D, name: string, room: number): string {
  let text = shorten(name);
  if (context.measureText(text).width <= room) return text;
  let [low, high] = [1, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (context.measureText(shorten(name, middle)).width <= room) low = middle;
    else high = middle - 1;
  }
  text = shorten(name, low);
  return text;
}

function paintDates(context: CanvasRenderingContext2D, picture: HeatPicture): void {
  const { batches, layout, scroll, colours, chosen } = picture;
  const { left, width, cellWidth } = layout;
  const { fromColumn, toColumn } = cellsInView(layout, scroll);
  context.fillStyle = colours.paper;
  context.fillRect(left, 0, width - left, HEAD_HEIGHT);
  context.fillRect(0, 0, left, HEAD_HEIGHT);
  const every = Math.max(1, Math.ceil(DATE_WIDTH / cellWidth));
  context.textAlign = 'left';
  context.save();
  context.beginPath();
  context.rect(left, 0, width - left, HEAD_HEIGHT);
  context.clip();
  // One before those in view, whose date may reach into it.
  for (let c = Math.max(0, fromColumn - every); c < toColumn; c++) {
    const isChosen = c === chosen?.column;
    if (c % every !== 0 && !isChosen) continue;
    if (!isChosen && chosen !== null && Math.abs(c - chosen.column) < every) continue;
    context.font = `${isChosen ? 700 : 400} ${FONT_PX}px ${colours.font}`;
    context.fillStyle = isChosen ? colours.ink : colours.quiet;
    const x = left + c * cellWidth - scroll.left;
    const text = DAY.format(batches[c]!.uploaded);
    // The last ones stay inside of the view.
    const room = width - context.measureText(text).width - 2;
    context.fillText(text, Math.min(x, Math.max(left, room)), HEAD_HEIGHT / 2);
  }
  context.restore();
}

/** A place in the heat map. */
export interface HeatCell {
  readonly row: number;
  readonly column: number;
}

/** Pixels: where things are in the heat map, whose cells scroll below its head and beside its names. */
export interface HeatLayout {
  readonly rows: number;
  readonly columns: number;
  readonly cellWidth: number;
  /** Room for the names. */
  readonly left: number;
  /** Of the view, scroll bars not counted. */
  readonly width: number;
  readonly height: number;
}

export interface HeatScroll {
  readonly left: number;
  readonly top: number;
}

export const ROW_HEIGHT = 22;
/** Room for the dates. */
export const HEAD_HEIGHT = 26;
const CELL_WIDTH_MIN = 14;
const CELL_WIDTH_MAX = 48;
const NAMES_WIDTH_MAX = 220;
const NAMES_SHARE = 0.36;
const ROWS_IN_VIEW = 24;
/** A few rows more than that are shown whole: nobody looks for six features out of sight. */
const ROWS_SHOWN_WHOLE_MAX = 36;

/**
 * Cells as wide as the view has room for, within limits. O(1).
 *
 * @param width pixels of the view
 */
export function heatLayout(rows: number, columns: number, width: number): HeatLayout {
  const left = Math.round(Math.min(NAMES_WIDTH_MAX, width * NAMES_SHARE));
  const fitting = Math.floor((width - left) / Math.max(1, columns));
  return {
    ...{ rows, columns, left, width },
    cellWidth: Math.min(CELL_WIDTH_MAX, Math.max(CELL_WIDTH_MIN, fitting)),
    height: HEAD_HEIGHT + ROW_HEIGHT * (rows <= ROWS_SHOWN_WHOLE_MAX ? rows : ROWS_IN_VIEW),
  };
}

/** All that can be scrolled over, in pixels; nothing before the view's own size is known. */
export function contentSize({ rows, columns, cellWidth, left, width }: HeatLayout) {
  if (width === 0) return { width: 0, height: 0 };
  return { width: left + columns * cellWidth, height: HEAD_HEIGHT + rows * ROW_HEIGHT };
}

/** The cells in view, the last of them not included. O(1). */
export function cellsInView(layout: HeatLayout, scroll: HeatScroll) {
  const { rows, columns, cellWidth, left, width, height } = layout;
  return {
    fromRow: Math.max(0, Math.floor(scroll.top / ROW_HEIGHT)),
    toRow: Math.min(rows, Math.ceil((scroll.top + height - HEAD_HEIGHT) / ROW_HEIGHT)),
    fromColumn: Math.max(0, Math.floor(scroll.left / cellWidth)),
    toColumn: Math.min(columns, Math.ceil((scroll.left + width - left) / cellWidth)),
  };
}

/** The cell at a point of the view; null beside the cells. O(1). */
export function cellAt(layout: HeatLayout, scroll: HeatScroll, x: number, y: number): HeatCell | null {
  const { rows, columns, cellWidth, left } = layout;
  if (x < left || y < HEAD_HEIGHT) return null;
  const column = Math.floor((x - left + scroll.left) / cellWidth);
  const row = Math.floor((y - HEAD_HEIGHT + scroll.top) / ROW_HEIGHT);
  return column < columns && row < rows ? { row, column } : null;
}

/** How far to scroll so that a cell is in view: no further than it takes. O(1). */
export function scrolledTo(layout: HeatLayout, scroll: HeatScroll, { row, column }: HeatCell): HeatScroll {
  const { cellWidth, left, width, height } = layout;
  const into = (from: number, size: number, start: number, room: number) =>
    Math.max(Math.min(start, from), from + size - room);
  return {
    left: into(column * cellWidth, cellWidth, scroll.left, width - left),
    top: into(row * ROW_HEIGHT, ROW_HEIGHT, scroll.top, height - HEAD_HEIGHT),
  };
}

/** Where a key leads from a cell; null for keys that are not the map's. O(1). */
export function cellAfterKey(
  { rows, columns }: HeatLayout,
  cell: HeatCell,
  key: string,
  ctrl: boolean,
): HeatCell | null {
  const { row, column } = cell;
  const to = (r: number, c: number): HeatCell => ({
    row: Math.min(rows - 1, Math.max(0, r)),
    column: Math.min(columns - 1, Math.max(0, c)),
  });
  switch (key) {
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'Home':
      return to(ctrl ? 0 : row, 0);
    case 'End':
      return to(ctrl ? rows : row, columns);
    case 'PageUp':
      return to(row - ROWS_IN_VIEW, column);
    case 'PageDown':
      return to(row + ROWS_IN_VIEW, column);
    default:
      return null;
  }
}

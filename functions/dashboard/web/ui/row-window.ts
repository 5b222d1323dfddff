/** Rows of a long list that are drawn: those in view and a few on either side. */
export interface RowWindow {
  /** First row drawn. */
  readonly from: number;
  /** One past the last row drawn. */
  readonly to: number;
}

/** Rows drawn beyond the view, so that scrolling by keyboard or wheel meets no blank. */
const MARGIN_ROWS = 12;

/**
 * Which rows of equal height to draw. O(1).
 *
 * @param scrollTop pixels scrolled past the first row
 * @param viewHeight pixels in view
 * @example rowWindow({ rows: 5000, rowHeight: 40, scrollTop: 4000, viewHeight: 600 }) // { from: 88, to: 127 }
 */
export function rowWindow(list: {
  readonly rows: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly viewHeight: number;
}): RowWindow {
  const { rows, rowHeight, scrollTop, viewHeight } = list;
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const last = Math.ceil((Math.max(0, scrollTop) + viewHeight) / rowHeight);
  const to = Math.min(rows, last + MARGIN_ROWS);
  return { from: Math.max(0, Math.min(first, to) - MARGIN_ROWS), to };
}

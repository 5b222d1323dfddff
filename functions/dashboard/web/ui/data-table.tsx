import type { ComponentChildren } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../../../shared/report/words/numbers.ts';
import { TableHead } from './table-head.tsx';
import { type SortOrder, type SortValue, searchRows, sortRows } from './table-order.ts';
import { useRowWindow } from './use-row-window.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Columns with it can be sorted by. */
  readonly sortBy?: (row: Row) => SortValue;
  /** Numbers stand right, so that their digits align; the first click on such a column puts the largest on top. */
  readonly numeric?: boolean;
  /** CSS width; columns without one share what is left. */
  readonly width?: string;
  /** Left out where there is no room for it. */
  readonly wideOnly?: boolean;
}

interface DataTableProps<Row> {
  /** What the table shows, for readers who cannot see it. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Pixels: all rows are equally high, so that thousands of them can be scrolled through. */
  readonly rowHeight?: number;
  /** What a row is found by; without it nothing is searched. */
  readonly searchText?: (row: Row) => string;
  /** A click anywhere on a row; its first cell must hold a link or button for the keyboard. */
  readonly onOpen?: (row: Row) => void;
  readonly noun?: string;
  readonly tools?: ComponentChildren;
}

/** More rows than these scroll in a box of their own, and only those in view are drawn. */
const ALL_DRAWN_MAX = 80;

/** A table that sorts and searches, with as many rows as there are. O(rows) for a search, O(rows log rows) to sort. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, columns, rowKey, rowHeight = 44, searchText, onOpen, noun = 'rows', tools } = props;
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<SortOrder | null>(null);
  const searchId = useId();
  const shown = useMemo(() => {
    const found = searchText === undefined ? rows : searchRows(rows, searchText, query);
    const sortBy = columns.find(({ key }) => key === order?.column)?.sortBy;
    return order === null || sortBy === undefined ? found : sortRows(found, sortBy, order.descending);
  }, [rows, columns, searchText, query, order]);
  const boxed = shown.length > ALL_DRAWN_MAX;
  const { ref, from, to } = useRowWindow({ rows: shown.length, rowHeight, enabled: boxed });

  return (
    <div class="data-table">
      {(searchText !== undefined || tools !== undefined) && (
        <div class="data-table-tools">
          {searchText !== undefined && (
            <>
              <label class="unseen" for={searchId}>
                Search {noun}
              </label>
              <input
                id={searchId}
                type="search"
                placeholder={`Search ${formatCount(rows.length)} ${noun}`}
                value={query}
                onInput={({ currentTarget }) => setQuery(currentTarget.value)}
              />
              <span class="quiet" role="status">
                {query === '' ? '' : `${formatCount(shown.length)} found`}
              </span>
            </>
          )}
          {tools}
        </div>
      )}
      <section
        ref={ref}
        class={boxed ? 'scroll-box' : 'wide-box'}
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse.
        tabIndex={0}
      >
        <table aria-rowcount={shown.length + 1}>
          <caption class="unseen">{caption}</caption>
          <colgroup>
            {columns.map(({ key, width, wideOnly }) => (
              <col
                key={key}
                class={wideOnly ? 'wide-only' : undefined}
                style={width && { '--width': width }}
              />
            ))}
          </colgroup>
          <TableHead columns={columns} order={order} onOrder={setOrder} />
          {from > 0 && <Space rows={from} rowHeight={rowHeight} />}
          <tbody>
            {shown.slice(from, to).map((row, i) => (
              <tr
                key={rowKey(row)}
                aria-rowindex={from + i + 2}
                class={onOpen && 'opens'}
                style={{ height: `${rowHeight}px` }}
                onClick={onOpen && ((event) => isOnControl(event) || onOpen(row))}
              >
                {columns.map((column, c) => (
                  <Cell key={column.key} column={column} row={row} isHead={c === 0} />
                ))}
              </tr>
            ))}
          </tbody>
          {to < shown.length && <Space rows={shown.length - to} rowHeight={rowHeight} />}
        </table>
        {shown.length === 0 && (
          <p class="nothing">{query === '' ? `No ${noun}.` : `No ${noun} match “${query}”.`}</p>
        )}
      </section>
    </div>
  );
}

function Cell<Row>({ column, row, isHead }: { column: Column<Row>; row: Row; isHead: boolean }) {
  const classes = [column.numeric && 'number', column.wideOnly && 'wide-only'].filter(Boolean).join(' ');
  return isHead ? (
    <th scope="row" class={classes || undefined}>
      {column.cell(row)}
    </th>
  ) : (
    <td class={classes || undefined}>{column.cell(row)}</td>
  );
}

/** As high as the rows that are not drawn; one cell, for across all it would keep room for columns that are hidden. */
function Space({ rows, rowHeight }: { rows: number; rowHeight: number }) {
  return (
    <tbody aria-hidden="true" class="space">
      <tr>
        <td style={{ height: `${rows * rowHeight}px` }} />
      </tr>
    </tbody>
  );
}

/** A link, button or input in a row does its own thing. */
const isOnControl = ({ target }: MouseEvent) =>
  target instanceof Element && target.closest('a, button, input, select, label') !== null;

import type { Column } from './data-table.tsx';
import type { SortOrder } from './table-order.ts';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly order: SortOrder | null;
  readonly onOrder: (order: SortOrder | null) => void;
}

/** Titles; those of columns that sort are buttons: one way, the other way, and as it came. */
export function TableHead<Row>({ columns, order, onOrder }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const { key, title, sortBy, numeric, wideOnly } = column;
          const mine = order?.column === key ? order : null;
          const classes = [numeric && 'number', wideOnly && 'wide-only'].filter(Boolean).join(' ');
          return (
            <th key={key} scope="col" class={classes || undefined} aria-sort={sortBy && ariaSort(mine)}>
              {sortBy === undefined ? (
                title
              ) : (
                <button type="button" onClick={() => onOrder(nextOrder(column, mine))}>
                  {title}
                  <span aria-hidden="true" class="sort-mark">
                    {mine === null ? '' : mine.descending ? '↓' : '↑'}
                  </span>
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function nextOrder<Row>({ key, numeric = false }: Column<Row>, mine: SortOrder | null): SortOrder | null {
  if (mine === null) return { column: key, descending: numeric };
  return mine.descending === numeric ? { column: key, descending: !numeric } : null;
}

function ariaSort(mine: SortOrder | null) {
  if (mine === null) return 'none';
  return mine.descending ? 'descending' : 'ascending';
}

/** What a row is sorted by: numbers by size, texts as people sort them; null comes last either way. */
export type SortValue = number | string | null;

export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

const COLLATOR = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Sorted, without changing the list; rows that are equal stay in their order. O(rows log rows). */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  descending: boolean,
): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * compareValues(left, right);
  });
}

function compareValues(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : COLLATOR.compare(String(a), String(b));
}

/** Rows whose text holds every word that is looked for, in any case and order. O(text). */
export function searchRows<Row>(
  rows: readonly Row[],
  text: (row: Row) => string,
  query: string,
): readonly Row[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const found = text(row).toLowerCase();
    return words.every((word) => found.includes(word));
  });
}

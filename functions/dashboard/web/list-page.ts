/** A part of a list, newest first. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Asks for what follows; null where nothing does. */
  readonly cursor: string | null;
}

/**
 * What is known of a list after its newest page was read again: that page, and below it what was read before. Where
 * so much is new that the two no longer meet, there would be a gap: then the list begins anew. O(items).
 *
 * @param keyOf names an item for good
 */
export function refreshed<T>(
  known: ListPage<T> | null,
  newest: ListPage<T>,
  keyOf: (item: T) => string,
): ListPage<T> {
  if (known === null || newest.cursor === null) return newest;
  const keys = new Set(newest.items.map(keyOf));
  const older = known.items.filter((item) => !keys.has(keyOf(item)));
  const meet = older.length < known.items.length;
  return meet && older.length > 0 ? { items: [...newest.items, ...older], cursor: known.cursor } : newest;
}

/** The list with its next page below it. O(items). */
export function extended<T>(known: ListPage<T>, next: ListPage<T>, keyOf: (item: T) => string): ListPage<T> {
  const keys = new Set(known.items.map(keyOf));
  return {
    items: [...known.items, ...next.items.filter((item) => !keys.has(keyOf(item)))],
    cursor: next.cursor,
  };
}

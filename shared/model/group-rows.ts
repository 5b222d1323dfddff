import type { Rows } from './training-data.ts';

/** When fewer of the rows than this are different, repeats are what such data consists of, and no copies. */
const DISTINCT_SHARE_MIN = 0.5;

/**
 * Groups rows that must not be on both sides of a split, since one would give away the other's answer: rows of one
 * id, and rows that are copies of each other. Inputs of few levels repeat by nature; there, copies are not grouped.
 * O(cells).
 *
 * @param ids one for each row, null where unknown
 * @returns each row's group, from 0 on in the order in which groups first occur
 */
export function groupRows(rows: Rows, ids: readonly (string | null)[] | null): Int32Array {
  const sets = new DisjointSets(rows.count);
  if (ids !== null) uniteEqual(sets, ids);
  const contents = Array.from({ length: rows.count }, (_, row) =>
    rows.columns.map((column) => column[row]).join('\u001f'),
  );
  if (new Set(contents).size >= DISTINCT_SHARE_MIN * rows.count) uniteEqual(sets, contents);
  const groups = new Map<number, number>();
  return Int32Array.from({ length: rows.count }, (_, row) => {
    const root = sets.find(row);
    const group = groups.get(root) ?? groups.size;
    groups.set(root, group);
    return group;
  });
}

function uniteEqual(sets: DisjointSets, keys: readonly (string | null)[]): void {
  const first = new Map<string, number>();
  for (const [row, key] of keys.entries()) {
    if (key === null) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    else sets.unite(earlier, row);
  }
}

/** Union–find with path halving (Tarjan & van Leeuwen, 1984). */
class DisjointSets {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  find(row: number): number {
    const parent = this.#parent;
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  unite(a: number, b: number): void {
    this.#parent[this.find(b)] = this.find(a);
  }
}

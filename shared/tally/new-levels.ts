import { NEW_CATEGORIES_MAX } from '../config/limits.ts';
import { hashText } from './hash.ts';

/**
 * Counts of the levels with the smallest hashes, at most NEW_CATEGORIES_MAX of them. The counts are exact: the
 * cut-off only ever falls, so a level among the kept ones at the end was kept from its first row on.
 */
export class NewLevels {
  readonly #counts: Map<string, number>;
  /** The kept level that is next to go; undefined until it is needed. */
  #last: { readonly level: string; readonly hash: number } | undefined;

  /** @param counts changed in place */
  constructor(counts: Map<string, number>) {
    this.#counts = counts;
  }

  add(level: string, rows: number): void {
    const counts = this.#counts;
    const known = counts.get(level);
    if (known !== undefined) {
      counts.set(level, known + rows);
      return;
    }
    if (counts.size === NEW_CATEGORIES_MAX) {
      this.#last ??= lastByHash(counts);
      const hash = hashText(level);
      if (!isBefore({ level, hash }, this.#last)) return;
      counts.delete(this.#last.level);
    }
    counts.set(level, rows);
    this.#last = undefined;
  }
}

function lastByHash(counts: ReadonlyMap<string, number>): { level: string; hash: number } {
  let last: { level: string; hash: number } | undefined;
  for (const level of counts.keys()) {
    const candidate = { level, hash: hashText(level) };
    if (last === undefined || isBefore(last, candidate)) last = candidate;
  }
  if (last === undefined) throw new RangeError('No level is kept, so none is the last.');
  return last;
}

const isBefore = (a: { level: string; hash: number }, b: { level: string; hash: number }) =>
  a.hash === b.hash ? a.level < b.level : a.hash < b.hash;

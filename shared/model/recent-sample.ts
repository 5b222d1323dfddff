import type { Random } from '../stats/random.ts';

interface Candidate {
  readonly row: number;
  readonly key: number;
}

/**
 * Chooses which rows of a stream of unknown length to keep: at most `rowsMax`, each class with its share of all rows,
 * and within a class a row is the likelier to be kept the later it comes (in proportion to its place: the later half
 * makes up three quarters). While there are no more than `rowsMax` rows all are kept.
 *
 * Weighted sampling without replacement by random keys (Efraimidis & Spirakis, 2006). O(rows log rows) in all, memory
 * for 2 × `rowsMax` rows.
 */
export class RecentSample {
  readonly #rowsMax: number;
  readonly #random: Random;
  readonly #candidates = new Map<string, Candidate[]>();
  readonly #seen = new Map<string, number>();
  #held = 0;
  #rows = 0;

  constructor(rowsMax: number, random: Random) {
    this.#rowsMax = rowsMax;
    this.#random = random;
  }

  /** Rows offered so far. */
  get rows(): number {
    return this.#rows;
  }

  /** True when more rows are held than will stay: `prune` then says which. */
  get isFull(): boolean {
    return this.#held >= 2 * this.#rowsMax;
  }

  /** @param row the caller's own number for it */
  offer(label: string, row: number): void {
    this.#rows++;
    this.#seen.set(label, (this.#seen.get(label) ?? 0) + 1);
    const candidates = this.#candidates.get(label) ?? [];
    this.#candidates.set(label, candidates);
    candidates.push({ row, key: Math.log(1 - this.#random.uniform()) / this.#rows });
    this.#held++;
  }

  /**
   * Cuts down to `rowsMax` rows and numbers those that stay anew, from 0 in the order in which they came.
   *
   * @returns the former numbers of the rows that stay, ascending
   */
  prune(): number[] {
    const quotas = this.#quotas();
    const kept = [...this.#candidates].flatMap(([label, candidates]) =>
      candidates
        .toSorted((a, b) => b.key - a.key)
        .slice(0, quotas.get(label))
        .map((candidate) => ({ label, candidate })),
    );
    kept.sort((a, b) => a.candidate.row - b.candidate.row);
    this.#candidates.clear();
    for (const [row, { label, candidate }] of kept.entries()) {
      const candidates = this.#candidates.get(label) ?? [];
      this.#candidates.set(label, candidates);
      candidates.push({ row, key: candidate.key });
    }
    this.#held = kept.length;
    return kept.map(({ candidate }) => candidate.row);
  }

  /** Rows of each class: its share of `rowsMax`, rounded down, and never none. */
  #quotas(): Map<string, number> {
    if (this.#rows <= this.#rowsMax) return new Map(this.#seen);
    return new Map(
      [...this.#seen].map(([label, seen]) => [
        label,
        Math.max(1, Math.floor((this.#rowsMax * seen) / this.#rows)),
      ]),
    );
  }
}

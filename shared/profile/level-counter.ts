/** Counts levels until there are more than a categorical feature may have, then forgets them. */
export class LevelCounter {
  readonly #levelsMax: number;
  #counts: Map<string, number> | null = new Map();
  #repeats = false;

  constructor(levelsMax: number) {
    this.#levelsMax = levelsMax;
  }

  /** Rows of each level; null when there were more than the limit. */
  get counts(): ReadonlyMap<string, number> | null {
    return this.#counts;
  }

  /** Whether a level came twice; beyond the limit, whether one did up to there. */
  get repeats(): boolean {
    return this.#repeats;
  }

  add(level: string): void {
    if (this.#counts === null) return;
    const rows = this.#counts.get(level);
    if (rows !== undefined) this.#repeats = true;
    this.#counts.set(level, (rows ?? 0) + 1);
    if (this.#counts.size > this.#levelsMax) this.#counts = null;
  }
}

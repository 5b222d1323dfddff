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

  /** Whether that many further levels would be counted, in whatever order they come. */
  hasRoomFor(levels: number): boolean {
    return this.#counts !== null && this.#counts.size + levels <= this.#levelsMax;
  }

  /** As if there were more than the limit. */
  forget(): void {
    this.#counts = null;
  }

  add(level: string, rows: number): void {
    if (this.#counts === null) return;
    const sofar = this.#counts.get(level);
    if (sofar !== undefined || rows > 1) this.#repeats = true;
    this.#counts.set(level, (sofar ?? 0) + rows);
    if (this.#counts.size > this.#levelsMax) this.#counts = null;
  }
}

import type { Candidate } from './evidence.ts';
import type { Lesson } from './lesson.ts';

/** A way to mix old rows with new ones. */
export interface Recipe {
  readonly name: Candidate['name'];
  /** What one old row counts where a new one counts 1; 0 leaves old rows out. */
  readonly historyWeight: (newRows: number, oldRows: number) => number;
}

const shareOfNew =
  (share: number): Recipe['historyWeight'] =>
  (newRows, oldRows) =>
    (share * newRows) / oldRows;

/** The simplest first. Old rows help while they still tell something, and mislead where the answers have changed. */
export const RECIPES: readonly Recipe[] = [
  { name: 'new-only', historyWeight: () => 0 },
  { name: 'merged', historyWeight: () => 1 },
  { name: 'history-0.1', historyWeight: shareOfNew(0.1) },
  { name: 'history-0.3', historyWeight: shareOfNew(0.3) },
  { name: 'history-1', historyWeight: shareOfNew(1) },
];

/** Rows that may be learned from, as positions among all. */
export interface LearnableRows {
  /** Since the drift began, oldest first. */
  readonly fresh: Int32Array;
  /** From before it. */
  readonly old: Int32Array;
}

/** What a recipe makes of rows: the old ones first. */
export function mixRows(recipe: Recipe, { fresh, old }: LearnableRows): Lesson & { historyWeight: number } {
  const historyWeight = old.length === 0 ? 0 : recipe.historyWeight(fresh.length, old.length);
  const used = historyWeight === 0 ? old.subarray(0, 0) : old;
  const positions = Int32Array.from([...used, ...fresh]);
  const weights = Float64Array.from(positions, (_, i) => (i < used.length ? historyWeight : 1));
  return { positions, weights, historyWeight };
}

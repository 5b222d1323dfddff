import { takeRows } from '../take-rows.ts';
import type { LabelledRows } from '../training-data.ts';

/** What a model learns from: positions among all rows, and how much each counts. */
export interface Lesson {
  readonly positions: Int32Array;
  readonly weights: Float64Array;
}

/** The rows of a lesson, ready for training. O(positions × inputs). */
export const lessonRows = (rows: LabelledRows, { positions, weights }: Lesson): LabelledRows => ({
  ...takeRows(rows, positions),
  weights,
});

/** A lesson without rows that share a group with any of the others. O(positions). */
export function lessonWithout(
  { positions, weights }: Lesson,
  others: Int32Array,
  groups: Int32Array,
): Lesson {
  const taken = groupsOf(others, groups);
  const stays = (at: number) => !taken.has(groups[positions[at]!]!);
  return {
    positions: positions.filter((_, at) => stays(at)),
    weights: weights.filter((_, at) => stays(at)),
  };
}

/** Those of the rows that share no group with any of the others. O(rows). */
export function unrelated(rows: Int32Array, others: Int32Array, groups: Int32Array): Int32Array {
  const taken = groupsOf(others, groups);
  return rows.filter((row) => !taken.has(groups[row]!));
}

const groupsOf = (rows: Int32Array, groups: Int32Array): Set<number> =>
  new Set(Array.from(rows, (row) => groups[row]!));

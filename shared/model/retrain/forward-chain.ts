import type { Predictions } from '../metrics/predictions.ts';
import { type ModelKind, TrainingError } from '../model-kind.ts';
import { takeRows } from '../take-rows.ts';
import type { JoinedRows } from './join-rows.ts';
import { lessonRows, unrelated } from './lesson.ts';
import { type LearnableRows, mixRows, type Recipe } from './recipes.ts';

/** Share of the new training rows that is always learned from, and the blocks that the others are predicted in. */
const FIRST_SHARE = 0.4;
const BLOCKS = 3;

export interface FitOptions {
  readonly kind: ModelKind;
  readonly seed: number;
  readonly breathe: () => Promise<void>;
}

/**
 * Predicts the newer rows from the older ones, as the challenger will have to: the last three fifths of the new rows
 * in three blocks, each by a model that learned from all new rows before it (and from old ones, as the recipe says),
 * but from none that shares a group with the block. O(3 × training).
 *
 * @returns predictions of the blocks' rows; `null` where one of the models could not be learned
 */
export async function forwardChain(
  { rows, groups }: JoinedRows,
  recipe: Recipe,
  { fresh, old }: LearnableRows,
  { kind, seed, breathe }: FitOptions,
): Promise<Predictions | null> {
  const classes = rows.classes.length;
  const first = Math.floor(FIRST_SHARE * fresh.length);
  const ends = Array.from(
    { length: BLOCKS + 1 },
    (_, block) => first + Math.round((block * (fresh.length - first)) / BLOCKS),
  );
  const probabilities = new Float64Array((fresh.length - first) * classes);
  for (let block = 0; block < BLOCKS; block++) {
    const [from, to] = [ends[block]!, ends[block + 1]!];
    const predicted = fresh.subarray(from, to);
    const learned = {
      fresh: unrelated(fresh.subarray(0, from), predicted, groups),
      old: unrelated(old, predicted, groups),
    };
    await breathe();
    try {
      const model = kind.train(lessonRows(rows, mixRows(recipe, learned)), { seed });
      probabilities.set(kind.predict(model, takeRows(rows, predicted)), (from - first) * classes);
    } catch (error) {
      if (error instanceof TrainingError) return null;
      throw error;
    }
  }
  return { labels: fresh.subarray(first).map((row) => rows.labels[row]!), classes, probabilities };
}

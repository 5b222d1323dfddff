import { logLoss } from '../metrics/log-loss.ts';
import type { Predictions } from '../metrics/predictions.ts';
import type { Candidate } from './evidence.ts';
import { type FitOptions, forwardChain } from './forward-chain.ts';
import type { JoinedRows } from './join-rows.ts';
import type { Lesson } from './lesson.ts';
import { type LearnableRows, mixRows, RECIPES } from './recipes.ts';

export interface Choice {
  readonly lesson: Lesson & { readonly historyWeight: number };
  /** Of new training rows by models that had not seen them; null where none could be learned. */
  readonly predictions: Predictions | null;
  readonly candidates: Candidate[];
}

/**
 * The recipe that best predicts newer training rows from older ones, by log loss; of equal ones the simplest. Without
 * old rows there is only one. O(15 × training).
 */
export async function chooseRecipe(
  joined: JoinedRows,
  learnable: LearnableRows,
  options: FitOptions,
): Promise<Choice> {
  const recipes = learnable.old.length === 0 ? RECIPES.slice(0, 1) : RECIPES;
  const tries: { predictions: Predictions | null; loss: number | null }[] = [];
  for (const recipe of recipes) {
    const predictions = await forwardChain(joined, recipe, learnable, options);
    tries.push({ predictions, loss: predictions === null ? null : logLoss(predictions).value });
  }
  const losses = tries.map(({ loss }) => loss ?? Infinity);
  const best = losses.indexOf(Math.min(...losses));
  const lessons = recipes.map((recipe) => mixRows(recipe, learnable));
  return {
    lesson: lessons[best]!,
    predictions: tries[best]!.predictions,
    candidates: recipes.map(({ name }, i) => {
      const { historyWeight, positions } = lessons[i]!;
      const history = positions.length - learnable.fresh.length;
      const rows = { window: learnable.fresh.length, history };
      return { name, historyWeight, rows, logLoss: tries[i]!.loss, chosen: i === best };
    }),
  };
}

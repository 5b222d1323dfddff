import { seededRandom } from '../../stats/random.ts';
import { TrainingError } from '../model-kind.ts';
import { takeRows } from '../take-rows.ts';
import { type Contestant, predictionsOf, trainContestant } from './contestant.ts';
import type { Evidence } from './evidence.ts';
import { figures } from './gate.ts';
import type { JoinedRows } from './join-rows.ts';
import { lessonWithout } from './lesson.ts';

/** Old rows that both models are tried on: a fifth, and no more than give the figures to a point or two. */
const SHARE = 0.2;
const ROWS_MAX = 2_000;

/**
 * How well both models know the world from before the drift, on a sample of its rows that neither has seen. On rows
 * that a model learned from it does too well, so a twin stands in for it: one that learned in the same way from the same
 * rows, without those of the sample and their copies, as in cross-validation. At most two fits.
 *
 * @param old positions of old rows
 * @returns null without old rows, and where a twin cannot be learned
 */
export async function judgeOldRows(
  { rows, groups }: JoinedRows,
  old: Int32Array,
  { champion, challenger }: { readonly champion: Contestant; readonly challenger: Contestant },
  { seed, breathe }: { readonly seed: number; readonly breathe: () => Promise<void> },
): Promise<Evidence['oldRows']> {
  const sample = drawSample(old, groups, seed);
  if (sample.length === 0) return null;
  const tried = takeRows(rows, sample);
  const byUnseeing = async (model: Contestant) => {
    const lesson = lessonWithout(model.lesson, sample, groups);
    const isTwin = lesson.positions.length < model.lesson.positions.length;
    if (isTwin) await breathe();
    const unseeing = isTwin ? trainContestant(rows, lesson, model) : model;
    return { isTwin, predictions: predictionsOf(unseeing, tried) };
  };
  try {
    const [one, other] = [await byUnseeing(champion), await byUnseeing(challenger)];
    return {
      rows: sample.length,
      ...figures({ champion: one.predictions, challenger: other.predictions }),
      championTwin: one.isTwin,
      challengerTwin: other.isTwin,
    };
  } catch (error) {
    if (error instanceof TrainingError) return null;
    throw error;
  }
}

/** Whole groups, each as likely as any other. */
function drawSample(old: Int32Array, groups: Int32Array, seed: number): Int32Array {
  const random = seededRandom(seed);
  const share = Math.min(SHARE, ROWS_MAX / old.length);
  const chosen = new Map<number, boolean>();
  return old.filter((row) => {
    const group = groups[row]!;
    const isChosen = chosen.get(group) ?? random.uniform() < share;
    chosen.set(group, isChosen);
    return isChosen;
  });
}

import type { ModelDocument } from '../model-document.ts';
import { TrainingError } from '../model-kind.ts';
import { takeRows } from '../take-rows.ts';
import { chooseTemperature } from '../temperature.ts';
import { challengerDocument } from './challenger-document.ts';
import { chooseRecipe } from './choose-recipe.ts';
import { composeEvidence } from './compose-evidence.ts';
import { contestantOf, predictionsOf, trainContestant } from './contestant.ts';
import type { Evidence } from './evidence.ts';
import { judgeChallenger } from './gate.ts';
import { judgeOldRows } from './old-rows.ts';
import { type PreparedRows, prepareRows } from './prepare-rows.ts';
import type { RetrainInput } from './retrain-input.ts';

/** Fewer new rows to learn from, the rest being copies of those held out, give no model that can be relied on. */
const TRAINING_ROWS_MIN = 50;

/** There are too few labelled rows to both learn from and judge by. */
export interface WaitingForLabels {
  readonly kind: 'waiting-for-labels';
  /** Rows that count so far. */
  readonly labelledRows: number;
  /** The fewest further ones that can be enough, if they are newer than all others. */
  readonly missingRows: number;
  /** Of these, at least so many of a class; only classes that lack some. */
  readonly missingByClass: readonly { readonly class: string; readonly rows: number }[];
}

export interface Retrained {
  readonly kind: 'trained';
  readonly document: ModelDocument;
  readonly evidence: Evidence;
  /** Whether the challenger is surely better than the champion. */
  readonly passed: boolean;
}

export type RetrainResult = WaitingForLabels | Retrained;

/**
 * Learns a challenger from labelled rows since a drift began, and judges it against the champion on the newest of them,
 * which neither has learned from. Never on old and new rows together: there the champion wins by what it knows of a world
 * that is gone.
 *
 * 1. The newest 30 % of the window are held out (`splitWindow`); what shares an id or all values with them goes.
 * 2. Five recipes mix old rows with new ones; the one that best predicts newer training rows from older ones is
 *    chosen (`chooseRecipe`), and its predictions there give the temperature.
 * 3. The challenger learns by it from all training rows, and the gate judges that very model (`judgeChallenger`): it is
 *    not trained again afterwards, so what takes charge is what was judged.
 *
 * Deterministic: the same input gives the same document and evidence. O(19 × training) at most.
 *
 * @throws TrainingError when nothing can be learned from the rows; the message is for people
 * @example
 * const result = await retrainModel({ window, history, champion, kind: modelKind('boosted-trees'), … });
 * if (result.kind === 'trained' && result.passed) promote(result.document);
 */
export async function retrainModel(input: RetrainInput): Promise<RetrainResult> {
  const { kind, seed } = input;
  const prepared = prepareRows(input);
  if ('missingRows' in prepared) return { kind: 'waiting-for-labels', ...prepared };
  const { joined, heldOut, learnable } = prepared;
  requireNewRows(prepared);

  const judged = takeRows(joined.rows, heldOut);
  const champion = contestantOf(input.champion, joined, input.sources.history);
  const ofChampion = predictionsOf(champion, judged);

  const choice = await chooseRecipe(joined, learnable, input);
  const temperature = choice.predictions === null ? 1 : chooseTemperature(choice.predictions);
  await input.breathe();
  const challenger = trainContestant(joined.rows, choice.lesson, { kind, seed, temperature });
  const ofChallenger = predictionsOf(challenger, judged);

  const groups = heldOut.map((row) => joined.groups[row]!);
  const verdict = judgeChallenger({ champion: ofChampion, challenger: ofChallenger }, groups, seed);
  const oldRows = await judgeOldRows(joined, learnable.old, { champion, challenger }, input);
  return {
    kind: 'trained',
    document: challengerDocument(input, joined, challenger, ofChallenger),
    evidence: composeEvidence(input, prepared, { ...verdict, candidates: choice.candidates, oldRows }),
    passed: verdict.passed,
  };
}

function requireNewRows({ counts: { labelled, heldOut, training, leftOut } }: PreparedRows): void {
  if (training >= TRAINING_ROWS_MIN) return;
  throw new TrainingError(
    `Of the ${labelled} labelled rows since the drift began, ${heldOut} are held out to judge by and ${leftOut} share an id or all values with them; ${training} are left to learn from, and a model needs at least ${TRAINING_ROWS_MIN}. Bring rows of others, and give each an id of its own.`,
  );
}

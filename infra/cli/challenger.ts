import type { DecideMessageOf } from '../../functions/decide/message.ts';
import type { Records } from '../../functions/ports.ts';
import type { ModelRecord } from '../../functions/records/model-record.ts';
import { monitorKey, monitorSchema } from '../../functions/records/monitor-record.ts';
import { getRecord } from '../../functions/records/record.ts';
import { type RetrainRecord, retrainOf } from '../../functions/records/retrain-record.ts';
import { evidenceLines } from './retraining-words.ts';
import { UsageError } from './usage-error.ts';

/** What is to take charge, and the words for it. */
export interface Choice {
  readonly what: Pick<DecideMessageOf<'promote'>, 'baseline' | 'model'>;
  readonly sentence: string;
}

/** The retrained model that waits for approval; `null` without one. */
export async function waitingChallenger(records: Records, monitor: string): Promise<Choice | null> {
  const row = await getRecord(records, monitorKey(monitor), monitorSchema);
  const awaiting = row?.value.retraining.awaiting ?? null;
  if (awaiting === null) return null;
  const { trained } = (await retrainOf(records, monitor, awaiting)).value;
  return trained && choice(monitor, trained);
}

/**
 * A retrained model by its version: one that waits, or was kept back.
 *
 * @throws UsageError when it is neither
 */
export async function challengerOf(records: Records, monitor: string, model: ModelRecord): Promise<Choice> {
  const { version, baseline, retrain } = model;
  const subject = `Model ${version} of monitor ${monitor}`;
  if (model.state === 'in-charge') throw new UsageError(`${subject} is in charge already.`);
  if (retrain === null) {
    throw new UsageError(
      `${subject} was learned from baseline ${baseline} and goes with it: name that, or go back to what was in charge before with driftline rollback.`,
    );
  }
  const { state, trained } = (await retrainOf(records, monitor, retrain)).value;
  if (trained !== null && (state === 'waiting-for-approval' || state === 'kept')) {
    return choice(monitor, trained);
  }
  throw new UsageError(`${subject} ${NOT_TO_BE_CHOSEN[state] ?? 'is being trained: try again in a moment.'}`);
}

const NOT_TO_BE_CHOSEN: Partial<Record<RetrainRecord['state'], string>> = {
  promoted: 'was in charge before: driftline rollback goes back by one.',
  superseded:
    'was compared with a model that is not in charge any more, or for a drift that is over: driftline retrain makes another.',
};

function choice(
  monitor: string,
  { model, passed, comparison }: NonNullable<RetrainRecord['trained']>,
): Choice {
  const judged = passed ? '' : ', though it is not surely better';
  const lines = [
    `The retrained model ${model} takes charge of monitor ${monitor}${judged}.`,
    ...evidenceLines(comparison),
  ];
  return { what: { model }, sentence: lines.join('\n') };
}

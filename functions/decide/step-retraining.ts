import type { Settings } from '../../shared/config/settings.ts';
import type { RetrainingState } from '../records/monitor-record.ts';

/**
 * Why retraining is thought over: a drifting batch was decided, answers have come, settings have changed, it was put off
 * a while ago, or an operator asks.
 */
export type RetrainTrigger = 'drift' | 'labels' | 'settings' | 'waited' | 'operator';

export interface RetrainFacts {
  readonly trigger: RetrainTrigger;
  readonly mode: Settings['retrain']['mode'];
  /** The open incident; `null` without one. */
  readonly incident: { readonly driftingBatches: number } | null;
  /** Rows since the drift began of which the answer is known, as far as they were measured. */
  readonly labelledRows: number;
  readonly now: number;
  readonly cooldownMs: number;
}

/**
 * `ask`: a challenger is to be trained. `hold`: the data looks broken, and people are told that it waits for them.
 * `tell-labels`: people are told how many labelled rows are missing. `put-off`: `sweep` brings it up again.
 */
export type RetrainStep = 'nothing' | 'ask' | 'hold' | 'tell-labels' | 'put-off';

/** Drifting batches after which people are told that labels are missing: the alert of the first is news enough. */
const BATCHES_UNTIL_LABELS_TOLD = 2;

/**
 * Whether a monitor's model is to be retrained now. Pure: with `settleRetraining`, the whole policy.
 *
 * - An operator's wish goes before everything but a retraining that is under way.
 * - Otherwise it takes an open incident with enough labelled rows, more of them after each try, and the cooldown over.
 * - Data that looks broken is not learned from unasked; people hear of it once, when there would be enough rows.
 * - That labels are missing is told once an incident. Answers to several batches come one by one, so nobody is told
 *   while some may be on their way: only when there are none at all, or a while later.
 */
export function stepRetraining(state: RetrainingState, facts: RetrainFacts): RetrainStep {
  const { trigger, mode, incident, labelledRows, now, cooldownMs } = facts;
  if (state.underWay !== null) return 'nothing';
  if (trigger === 'operator') return 'ask';
  if (mode === 'off' || incident === null || state.awaiting !== null) return 'nothing';
  const enough = labelledRows >= state.rowsWanted;
  if (state.broken.length > 0) return enough && !state.holdTold ? 'hold' : 'nothing';
  if (!enough) return stepLabels(state, { trigger, incident, labelledRows });
  return state.lastEnded !== null && now < state.lastEnded + cooldownMs ? 'put-off' : 'ask';
}

function stepLabels(
  { labelsTold }: RetrainingState,
  { trigger, incident, labelledRows }: Pick<RetrainFacts, 'trigger' | 'incident' | 'labelledRows'>,
): RetrainStep {
  if (labelsTold) return 'nothing';
  if (trigger === 'waited') return 'tell-labels';
  if (trigger === 'labels') return 'put-off';
  if (trigger !== 'drift' || (incident?.driftingBatches ?? 0) < BATCHES_UNTIL_LABELS_TOLD) return 'nothing';
  return labelledRows === 0 ? 'tell-labels' : 'put-off';
}

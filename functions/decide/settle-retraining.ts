import type { Settings } from '../../shared/config/settings.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';

export interface SettleFacts {
  readonly mode: Settings['retrain']['mode'];
  /** Whether what was in charge when it began still is, and nobody took the work over since. */
  readonly current: boolean;
  /** The open incident. */
  readonly incident: string | null;
  /** Whether data of the incident looks broken. */
  readonly broken: boolean;
  /** Whether a person has put what is in charge back in the place of a retrained model. */
  readonly putBack: boolean;
}

/**
 * `tell-labels`, `tell-refusal`: it could not be compared. `supersede`: the question has changed. `keep`: not surely
 * better. `await`: better, and a person decides. `promote`: better, and takes charge.
 */
export type Settlement = 'tell-labels' | 'tell-refusal' | 'supersede' | 'keep' | 'await' | 'promote';

/**
 * What follows from the end of a retraining. Pure.
 *
 * A challenger for an incident that has closed meanwhile is not wanted any more: the world is as it was before, and the
 * challenger knows it less well. Where settings leave retraining off, what an operator asked for takes charge. Who went
 * back from a retrained model does not want the next one by the next labels: they are asked.
 */
export function settleRetraining(
  { state, trigger, incident, trained }: Pick<RetrainRecord, 'state' | 'trigger' | 'incident' | 'trained'>,
  { mode, current, incident: open, broken, putBack }: SettleFacts,
): Settlement {
  if (state === 'waiting-for-labels') return 'tell-labels';
  if (state === 'refused') return 'tell-refusal';
  if (!current || (incident !== null && incident !== open)) return 'supersede';
  if (trained?.passed !== true) return 'keep';
  const byHand = trigger === 'operator';
  const trusted = byHand || !(broken || putBack);
  return trusted && (mode === 'auto' || (mode === 'off' && byHand)) ? 'promote' : 'await';
}

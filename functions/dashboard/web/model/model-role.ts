import type { Champion, ModelItem } from '../../wire/models.ts';
import type { RetrainingItem } from '../../wire/retrainings.ts';
import type { Tone } from '../ui/status.tsx';

/** What a version is to its monitor now, in a few words. */
export interface ModelRole {
  readonly tone: Tone;
  readonly word: string;
}

/**
 * A version's part: in charge, the one to go back to, a challenger and how it fared, or history.
 *
 * @param retraining the retraining that the model came of; null for a first model, or while unknown
 * @example modelRole(model, champion, null) // { tone: 'calm', word: 'In charge' }
 */
export function modelRole(
  { version, state }: Pick<ModelItem, 'version' | 'state'>,
  champion: Champion | null,
  retraining: Pick<RetrainingItem, 'state'> | null,
): ModelRole {
  if (champion !== null && version === champion.model) return { tone: 'calm', word: 'In charge' };
  if (state === 'wanted') return { tone: 'quiet', word: 'Being trained' };
  if (state === 'refused') return { tone: 'alarm', word: 'Could not be trained' };
  switch (retraining?.state) {
    case 'waiting-for-approval':
      return { tone: 'alarm', word: 'Waits for approval' };
    case 'kept':
      return { tone: 'quiet', word: 'Not surely better' };
    case 'trained':
      return { tone: 'quiet', word: 'Being compared' };
    default:
      break;
  }
  if (champion?.previous?.model === version) return { tone: 'quiet', word: 'In charge before' };
  return retraining?.state === 'superseded'
    ? { tone: 'quiet', word: 'Overtaken' }
    : { tone: 'quiet', word: state === 'trained' ? 'Ready' : 'Replaced' };
}

/** Whether an operator may put it in charge by itself: a challenger that nothing has been decided of, or that was kept back. */
export function mayTakeCharge(
  { version }: Pick<ModelItem, 'version'>,
  champion: Champion | null,
  retraining: Pick<RetrainingItem, 'state'> | null,
): boolean {
  if (champion === null || champion.model === version) return false;
  return retraining?.state === 'waiting-for-approval' || retraining?.state === 'kept';
}

import type { Ports, Records } from '../../functions/ports.ts';
import { baselineOf } from '../../functions/records/baseline-record.ts';
import { retrainOf } from '../../functions/records/retrain-record.ts';
import { parseRetrainMessage } from '../../functions/retrain/message.ts';
import type { Comparison } from '../../shared/alert/retrain-documents.ts';
import type { WaitsFor } from './retraining-wait.ts';

/** What becomes of retraining a monitor's model. */
export type RetrainingNews =
  /** A challenger is being trained, from the answers to batches from this file on. */
  | {
      readonly kind: 'retraining';
      readonly monitor: string;
      readonly since: string;
      /** Whether a drift began there; otherwise somebody asked for it, and it is the newest file that was learned from. */
      readonly drift: boolean;
    }
  | { readonly kind: 'retraining-waits'; readonly monitor: string; readonly waitsFor: WaitsFor }
  /** A challenger was compared with the model in charge. */
  | {
      readonly kind: 'challenger';
      readonly monitor: string;
      readonly outcome: 'promoted' | 'kept' | 'waiting-for-approval' | 'superseded';
      readonly model: string;
      readonly labelledRows: number;
      readonly comparison: Comparison;
    }
  | { readonly kind: 'retraining-refused'; readonly monitor: string; readonly reason: string };

/** Told before the work begins, which may take minutes; not of a try that was interrupted. */
export async function newsOfTraining(records: Records, body: string): Promise<RetrainingNews | null> {
  const { monitor, retrain } = parseRetrainMessage(body);
  const { state, tries, since, incident } = (await retrainOf(records, monitor, retrain)).value;
  if (state !== 'wanted' || tries > 0) return null;
  return { kind: 'retraining', monitor, since: since.key, drift: incident !== null };
}

/** Of a retraining that has ended and was decided upon; `null` while it is not. */
export async function newsOfRetrained(
  { records }: Pick<Ports, 'records'>,
  monitor: string,
  sk: string,
): Promise<RetrainingNews | null> {
  const { state, missing, refusal, trained, champion } = (await retrainOf(records, monitor, sk)).value;
  switch (state) {
    case 'wanted':
    case 'trained':
      return null;
    case 'refused':
      return { kind: 'retraining-refused', monitor, reason: refusal ?? '' };
    case 'waiting-for-labels': {
      if (missing === null) return null;
      const { label, id } = (await baselineOf(records, monitor, champion.baseline)).value;
      const waitsFor = { for: 'labels', ...missing, label, idColumn: id } as const;
      return { kind: 'retraining-waits', monitor, waitsFor };
    }
    default: {
      // Superseded before it was trained there is nothing to tell: another one is asked for.
      if (trained === null) return null;
      const { model, labelledRows, comparison } = trained;
      return { kind: 'challenger', monitor, outcome: state, model, labelledRows, comparison };
    }
  }
}

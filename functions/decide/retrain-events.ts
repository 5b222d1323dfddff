import type { AlertEventOf } from '../../shared/alert/alert-event.ts';
import { shorten } from '../../shared/text/safe-text.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { BaselineRecord } from '../records/baseline-record.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';

/** What an alert takes of a text, and of the name of a column (see `retrain-documents.ts`). */
const TEXT_CHARS_MAX = 300;
const NAME_CHARS_MAX = 100;

type Retraining = Pick<RetrainRecord, 'id' | 'incident' | 'champion'>;
type Trained = NonNullable<RetrainRecord['trained']>;
type Approval = AlertEventOf<'retrain.waiting-for-approval'>;

/** A challenger has taken charge: the all-clear of its incident as well. */
export function promotedEvent(
  context: Context,
  monitor: string,
  { id, incident, previous }: Pick<Retraining, 'id' | 'incident'> & { readonly previous: string },
  { model, labelledRows, comparison }: Trained,
): AlertEventOf<'retrain.promoted'> {
  const eventType = 'retrain.promoted';
  return {
    ...{ eventType, ...common(context, monitor, eventType, id), retrain: id, incident },
    ...{ model, previousModel: previous, labelledRows, comparison },
  };
}

export function keptEvent(
  context: Context,
  monitor: string,
  { id, incident, champion }: Retraining,
  { labelledRows, comparison }: Trained,
): AlertEventOf<'retrain.kept'> {
  const eventType = 'retrain.kept';
  return {
    ...{ eventType, ...common(context, monitor, eventType, id), retrain: id, incident },
    ...{ model: champion.model, labelledRows, comparison },
  };
}

export function refusedEvent(
  context: Context,
  monitor: string,
  { id, incident, champion }: Retraining,
  reason: string,
): AlertEventOf<'retrain.refused'> {
  const eventType = 'retrain.refused';
  return {
    ...{ eventType, ...common(context, monitor, eventType, id), retrain: id, incident },
    ...{ model: champion.model, reason: shorten(reason, TEXT_CHARS_MAX) },
  };
}

/** Nothing is learned from data that looks broken until a person says so; there is no retraining yet. */
export function holdEvent(
  context: Context,
  monitor: string,
  { incident, model, reasons }: { incident: string; model: string; reasons: readonly string[] },
): Approval {
  const eventType = 'retrain.waiting-for-approval';
  return {
    ...{ eventType, ...common(context, monitor, eventType, incident), retrain: incident, incident, model },
    waitsFor: 'training',
    reasons: [...reasons],
    comparison: null,
    approval: context.places.approval(monitor, null),
  };
}

/** A better challenger waits for a person. */
export function approvalEvent(
  context: Context,
  monitor: string,
  { id, incident, champion }: Retraining,
  { model, comparison }: Trained,
  reasons: readonly string[],
): Approval {
  const eventType = 'retrain.waiting-for-approval';
  return {
    ...{ eventType, ...common(context, monitor, eventType, id), retrain: id, incident },
    ...{ model: champion.model, waitsFor: 'promotion', reasons: [...reasons], comparison },
    approval: context.places.approval(monitor, model),
  };
}

/** @param subject the incident or the retraining that it is told of, once */
export function labelsEvent(
  context: Context,
  monitor: string,
  subject: { readonly id: string; readonly incident: string | null; readonly since: number },
  missing: NonNullable<RetrainRecord['missing']>,
  { label, id: idColumn }: Pick<BaselineRecord, 'label' | 'id'>,
): AlertEventOf<'labels.waiting'> {
  const eventType = 'labels.waiting';
  const { incident, since } = subject;
  const { labelledRows, missingRows, missingByClass } = missing;
  return {
    ...{ eventType, ...common(context, monitor, eventType, subject.id), incident, since },
    ...{ labelledRows, missingRows },
    missingByClass,
    label: shorten(label ?? '', NAME_CHARS_MAX),
    idColumn: idColumn === null ? null : shorten(idColumn, NAME_CHARS_MAX),
    upload: `labels/${monitor}/`,
  };
}

const common = ({ places }: Context, monitor: string, eventType: string, subject: string) => ({
  id: hashId('alert', eventType, monitor, subject),
  monitor,
  where: places.monitor(monitor),
});

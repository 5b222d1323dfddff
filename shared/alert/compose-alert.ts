import * as v from 'valibot';
import { type AlertDocument, alertDocumentSchema } from './alert-document.ts';
import type { AlertEvent } from './alert-event.ts';
import { ALERT_SCHEMA_VERSION } from './document-fields.ts';
import { allClearLetter, driftLetter } from './drift-letter.ts';
import { quarantineLetter, silenceLetter, waitingLetter } from './file-letter.ts';
import { type Letter, letterText } from './letter.ts';
import { trainingLetter, unscoredLetter } from './model-letter.ts';
import { keptLetter, promotedLetter } from './retrain-letter.ts';
import { toSubject } from './subject.ts';
import { approvalLetter, labelsLetter, retrainRefusedLetter } from './waiting-letter.ts';

/** `critical`: the predictions that people rely on are in doubt, or missing. `info`: nothing has to be done. */
const SEVERITIES: Readonly<Record<AlertEvent['eventType'], AlertDocument['severity']>> = {
  'drift.opened': 'critical',
  'drift.worsened': 'critical',
  'drift.cleared': 'info',
  'file.quarantined': 'warning',
  'data.missing': 'warning',
  'baseline.missing': 'warning',
  'training.refused': 'warning',
  'predictions.refused': 'critical',
  'retrain.promoted': 'info',
  'retrain.kept': 'warning',
  'retrain.refused': 'warning',
  'retrain.waiting-for-approval': 'warning',
  'labels.waiting': 'warning',
};

/** An alert ready to be sent, to people and to machines. */
export interface ComposedAlert {
  readonly id: string;
  readonly eventType: AlertEvent['eventType'];
  readonly monitor: string;
  readonly severity: AlertDocument['severity'];
  /** Printable ASCII, below 100 characters. */
  readonly subject: string;
  /** Plain text for somebody who has never heard of a p-value. */
  readonly text: string;
  /** The same for machines: an `AlertDocument`, as `alert.schema.json` describes it. */
  readonly json: string;
}

/**
 * Puts an event into words. The same event gives the same alert.
 *
 * @throws ValiError when the event breaks the published contract: a mistake of whoever made it.
 * @example composeAlert({ eventType: 'data.missing', … }).subject // 'Driftline: no data for churn'
 */
export function composeAlert(event: AlertEvent): ComposedAlert {
  const { id, ...facts } = event;
  const { eventType, monitor, where } = event;
  const letter = letterOf(event);
  const severity = SEVERITIES[eventType];
  const document = { schemaVersion: ALERT_SCHEMA_VERSION, alertId: id, severity, ...facts };
  return {
    id,
    eventType,
    monitor,
    severity,
    subject: toSubject(letter.subject),
    text: letterText(letter, where, id),
    json: JSON.stringify(v.parse(alertDocumentSchema, document)),
  };
}

function letterOf(event: AlertEvent): Letter {
  switch (event.eventType) {
    case 'drift.opened':
    case 'drift.worsened':
      return driftLetter(event);
    case 'drift.cleared':
      return allClearLetter(event);
    case 'file.quarantined':
      return quarantineLetter(event);
    case 'data.missing':
      return silenceLetter(event);
    case 'baseline.missing':
      return waitingLetter(event);
    case 'training.refused':
      return trainingLetter(event);
    case 'predictions.refused':
      return unscoredLetter(event);
    case 'retrain.promoted':
      return promotedLetter(event);
    case 'retrain.kept':
      return keptLetter(event);
    case 'retrain.refused':
      return retrainRefusedLetter(event);
    case 'retrain.waiting-for-approval':
      return approvalLetter(event);
    case 'labels.waiting':
      return labelsLetter(event);
  }
}

import type { AlertEvent } from './alert-event.ts';
import { allClearLetter, driftLetter } from './drift-letter.ts';
import { quarantineLetter, silenceLetter, waitingLetter } from './file-letter.ts';
import { type Letter, letterText } from './letter.ts';
import { trainingLetter, unscoredLetter } from './model-letter.ts';
import { toSubject } from './subject.ts';

/** Bumped when a reader of older alerts could misread this one. */
const ALERT_SCHEMA_VERSION = 1;

/** The predictions that people rely on are in doubt, or missing. */
const CRITICAL: ReadonlySet<AlertEvent['eventType']> = new Set([
  'drift.opened',
  'drift.worsened',
  'predictions.refused',
]);

type Severity = 'info' | 'warning' | 'critical';

/** An alert ready to be sent, to people and to machines. */
export interface ComposedAlert {
  readonly id: string;
  readonly eventType: AlertEvent['eventType'];
  readonly monitor: string;
  readonly severity: Severity;
  /** Printable ASCII, below 100 characters. */
  readonly subject: string;
  /** Plain text for somebody who has never heard of a p-value. */
  readonly text: string;
  /** The same as a JSON document: `schemaVersion`, `alertId`, `severity`, and the event as it is. */
  readonly json: string;
}

/**
 * Puts an event into words. The same event gives the same alert.
 *
 * @example composeAlert({ eventType: 'data.missing', … }).subject // 'Driftline: no data for churn'
 */
export function composeAlert(event: AlertEvent): ComposedAlert {
  const { id, eventType, monitor, where } = event;
  const letter = letterOf(event);
  const severity = severityOf(eventType);
  const { id: alertId, ...facts } = event;
  return {
    id,
    eventType,
    monitor,
    severity,
    subject: toSubject(letter.subject),
    text: letterText(letter, where, id),
    json: JSON.stringify({ schemaVersion: ALERT_SCHEMA_VERSION, alertId, severity, ...facts }),
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
  }
}

function severityOf(eventType: AlertEvent['eventType']): Severity {
  if (eventType === 'drift.cleared') return 'info';
  return CRITICAL.has(eventType) ? 'critical' : 'warning';
}

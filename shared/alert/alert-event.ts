import type { AlertDocument } from './alert-document.ts';

/** What people hear of: the published document without what is added when it is put into words. */
export type AlertEvent = EventOf<AlertDocument>;

/** The event of a type. */
export type AlertEventOf<T extends AlertEvent['eventType']> = Named<AlertEvent, T>;

/** `drift.opened`, `drift.worsened` and `drift.cleared` have the same fields. */
export type BatchEvent = AlertEventOf<'drift.opened'>;

/** Taken one by one, so that each type of event keeps its own fields. */
type EventOf<D> = D extends AlertDocument
  ? Omit<D, 'schemaVersion' | 'alertId' | 'severity'> & {
      /** The same happening has the same id, however often it is told. */
      readonly id: string;
    }
  : never;

type Named<E extends AlertEvent, T> = E extends AlertEvent ? (T extends E['eventType'] ? E : never) : never;

import { type BatchFacts, type IncidentState, stepIncident } from '../decide/step-incident.ts';
import type { Order } from '../order.ts';
import type { JudgedBatch } from '../records/batch-record.ts';

/** What settings make of a batch. */
export type Outcome =
  | {
      readonly kind: 'judged';
      readonly facts: Omit<BatchFacts, 'batchId' | 'order' | 'overtaken' | 'outdated'>;
      /** The strongest drifted features, in words. */
      readonly top: JudgedBatch['top'];
    }
  /** Under these settings the file could not be compared at all. */
  | { readonly kind: 'refused'; readonly message: string };

export interface WalkedBatch {
  readonly batchId: string;
  readonly order: Order;
  readonly outcome: Outcome;
  /** It was judged by a baseline that was not in charge any more when it was decided. */
  readonly outdated: boolean;
  /** A retrained model took charge after it: that ends an incident, whatever the settings. */
  readonly promotion: boolean;
}

/** An incident by the places of its batches in the list; it covers `from` up to and without `to`. */
interface Span {
  readonly from: number;
  /** The batch that closed it, or came after the promotion that did; `null` while it is open. */
  readonly to: number | null;
}

/** What a row of batches comes to. */
export interface Course {
  /** Alerts of drift: incidents opened, and worsened. */
  readonly alerts: number;
  readonly allClears: number;
  /** Incidents opened. */
  readonly incidents: readonly Span[];
  /** Whether an incident was open when each batch had been decided; a promotion comes later. */
  readonly open: readonly boolean[];
  /** How things stand at the end. */
  readonly state: IncidentState;
}

export const NOTHING_DECIDED: IncidentState = { newest: null, incident: null, clean: [], lastClosed: null };

/**
 * Takes batches through the incident policy, from the state that an earlier row of batches left.
 *
 * @param batches in their order, so that none is late
 */
export function walkIncidents(state: IncidentState, batches: readonly WalkedBatch[]): Course {
  const incidents: Span[] = [];
  const open: boolean[] = [];
  let alerts = 0;
  let allClears = 0;
  let current = state;
  const close = (to: number) => {
    allClears++;
    const last = incidents.pop();
    // One that was open before the first of these batches is none of theirs.
    if (last !== undefined) incidents.push({ ...last, to });
  };
  batches.forEach(({ batchId, order, outcome, outdated, promotion }, i) => {
    // A file that cannot be compared is set aside before anything is decided.
    if (outcome.kind === 'judged') {
      const step = stepIncident(current, { ...outcome.facts, batchId, order, overtaken: false, outdated });
      current = step.state;
      if (step.change === 'opened') incidents.push({ from: i, to: null });
      if (step.change === 'opened' || step.change === 'worsened') alerts++;
      if (step.change === 'closed') close(i);
    }
    open.push(current.incident !== null);
    if (!promotion) return;
    if (current.incident !== null) {
      close(i + 1);
      current = { ...current, incident: null, lastClosed: order };
    }
    current = { ...current, clean: [] };
  });
  return { alerts, allClears, incidents, open, state: current };
}

/**
 * How much later another course is in an incident of this one: 0 when it notices with the same batch, or was in an
 * incident already; `null` when it never notices before this one is over.
 */
export function noticedLater({ from, to }: Span, other: Course): number | null {
  const open = other.open.slice(from, to ?? undefined);
  const first = open.indexOf(true);
  return first === -1 ? null : first;
}

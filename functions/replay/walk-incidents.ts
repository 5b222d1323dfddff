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
}

/** An incident by the places of its batches in the list; it covers `from` up to and without `to`. */
interface Span {
  readonly from: number;
  /** The batch that closed it; `null` while it is open. */
  readonly to: number | null;
}

/** What a row of batches comes to. */
export interface Course {
  /** Alerts of drift: incidents opened, and worsened. */
  readonly alerts: number;
  readonly allClears: number;
  /** Incidents opened. */
  readonly incidents: readonly Span[];
  /** Whether an incident was open after each batch. */
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
  batches.forEach(({ batchId, order, outcome }, i) => {
    // A file that cannot be compared is set aside before anything is decided.
    if (outcome.kind === 'judged') {
      const step = stepIncident(current, {
        ...outcome.facts,
        batchId,
        order,
        overtaken: false,
        outdated: false,
      });
      current = step.state;
      if (step.change === 'opened') incidents.push({ from: i, to: null });
      if (step.change === 'opened' || step.change === 'worsened') alerts++;
      if (step.change === 'closed') {
        allClears++;
        const last = incidents.pop();
        // One that was open before the first of these batches is none of theirs.
        if (last !== undefined) incidents.push({ ...last, to: i });
      }
    }
    open.push(current.incident !== null);
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

import { compareOrder, type Order } from '../order.ts';
import type { Decision } from '../records/batch-record.ts';

/** Clean batches in a row, each able to see the incident's change, that close an incident. */
export const CLEAN_TO_CLOSE = 3;

/** Worse is: half as many features again and at least two more, or a change larger by this share of rows. */
const WORSE_FEATURES_FACTOR = 1.5;
const WORSE_FEATURES_MIN = 2;
const WORSE_CHANGE = 0.2;

interface CleanBatch {
  readonly order: Order;
  /** Smallest change it could have shown; `null` when none. */
  readonly minDetectable: number | null;
}

export interface Incident {
  /** The batch that opened it. */
  readonly id: string;
  readonly opened: Order;
  /** Smallest strongest change of its drifting batches: a clean batch counts when it could have seen that. */
  readonly size: number;
  /** The worst that people were told. */
  readonly told: { readonly driftedFeatures: number; readonly strongest: number };
}

/** What a monitor remembers of its batches. */
export interface IncidentState {
  /** The newest batch decided. */
  readonly newest: Order | null;
  readonly incident: Incident | null;
  /** The latest clean batches in a row, oldest first, at most CLEAN_TO_CLOSE; during an incident, those that count. */
  readonly clean: readonly CleanBatch[];
  /** The batch that closed the last incident. */
  readonly lastClosed: Order | null;
}

export interface BatchFacts {
  readonly batchId: string;
  readonly order: Order;
  readonly verdict: 'ok' | 'drift' | 'insufficient';
  readonly driftedFeatures: number;
  /** Whether as many features drifted as alerts are set to: what "drifting" means below. */
  readonly alert: boolean;
  readonly strongest: number;
  readonly minDetectable: number | null;
  /** A newer version of the same key was decided before. */
  readonly overtaken: boolean;
  /** It was judged by a baseline that is not in charge any more. */
  readonly outdated: boolean;
}

export interface Step {
  readonly state: IncidentState;
  readonly counted: Decision['counted'];
  readonly change: Decision['change'];
}

/**
 * What one more batch does to a monitor's incident. Pure: the whole policy is here.
 *
 * - The first drifting batch opens an incident; further ones change it only when they are clearly worse than
 *   what people were last told.
 * - It closes after CLEAN_TO_CLOSE clean batches in a row that could have seen it. A batch that is too small to
 *   tell, and one with less drift than alerts are set to, count neither way.
 * - A batch that was judged by a baseline that is not in charge any more neither opens nor clears.
 * - A late batch (older than one decided before) never clears and never reopens. A drifting one still opens
 *   the incident that it would have opened in time, unless newer clean batches would have closed that again.
 */
export function stepIncident(state: IncidentState, batch: BatchFacts): Step {
  const late = state.newest !== null && compareOrder(batch.order, state.newest) < 0;
  if (late) return stepLate(state, batch);
  const next = { ...state, newest: batch.order };
  if (batch.outdated) return { state: next, counted: 'neither', change: 'none' };
  if (batch.alert) return state.incident === null ? open(next, batch, []) : goOn(next, batch);
  if (batch.verdict === 'ok') return stepClean(next, batch);
  return { state: next, counted: 'neither', change: 'none' };
}

function stepLate(state: IncidentState, batch: BatchFacts): Step {
  const ignored: Step = { state, counted: 'late', change: 'none' };
  if (batch.overtaken || batch.outdated || !batch.alert) return ignored;
  const newer = state.clean.filter(({ order }) => compareOrder(order, batch.order) > 0);
  // In time it would have ended the clean run before it; the run after it stands.
  if (state.incident !== null) return { ...ignored, state: { ...state, clean: newer } };
  const closedSince = state.lastClosed !== null && compareOrder(state.lastClosed, batch.order) > 0;
  const counting = newer.filter((clean) => couldSee(clean, batch.strongest));
  if (closedSince || counting.length >= CLEAN_TO_CLOSE) return ignored;
  return open(state, batch, counting);
}

function open(state: IncidentState, batch: BatchFacts, clean: readonly CleanBatch[]): Step {
  const { batchId, order, driftedFeatures, strongest } = batch;
  const incident = { id: batchId, opened: order, size: strongest, told: { driftedFeatures, strongest } };
  return { state: { ...state, incident, clean }, counted: 'drift', change: 'opened' };
}

function goOn(state: IncidentState, batch: BatchFacts): Step {
  const incident = state.incident as Incident;
  const { driftedFeatures, strongest } = batch;
  const worse = isWorse(batch, incident.told);
  const told = worse
    ? {
        driftedFeatures: Math.max(driftedFeatures, incident.told.driftedFeatures),
        strongest: Math.max(strongest, incident.told.strongest),
      }
    : incident.told;
  const next = { ...incident, size: Math.min(incident.size, strongest), told };
  return {
    state: { ...state, incident: next, clean: [] },
    counted: 'drift',
    change: worse ? 'worsened' : 'none',
  };
}

/** Every alert raises the bar, so an incident can worsen only a few times however long it lasts. */
function isWorse({ driftedFeatures, strongest }: BatchFacts, told: Incident['told']): boolean {
  const moreFeatures =
    driftedFeatures >= told.driftedFeatures * WORSE_FEATURES_FACTOR &&
    driftedFeatures >= told.driftedFeatures + WORSE_FEATURES_MIN;
  return moreFeatures || strongest >= told.strongest + WORSE_CHANGE;
}

function stepClean(state: IncidentState, { order, minDetectable }: BatchFacts): Step {
  const batch = { order, minDetectable };
  if (state.incident === null) {
    return {
      state: { ...state, clean: keepLast([...state.clean, batch]) },
      counted: 'clean',
      change: 'none',
    };
  }
  if (!couldSee(batch, state.incident.size)) return { state, counted: 'neither', change: 'none' };
  const clean = [...state.clean, batch];
  if (clean.length < CLEAN_TO_CLOSE) return { state: { ...state, clean }, counted: 'clean', change: 'none' };
  return {
    state: { ...state, incident: null, clean: [], lastClosed: order },
    counted: 'clean',
    change: 'closed',
  };
}

function couldSee({ minDetectable }: CleanBatch, size: number): boolean {
  return minDetectable !== null && minDetectable <= size;
}

function keepLast(clean: readonly CleanBatch[]): readonly CleanBatch[] {
  return clean.slice(-CLEAN_TO_CLOSE);
}

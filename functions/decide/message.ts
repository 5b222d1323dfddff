import * as v from 'valibot';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { type UndecidedRecord, undecidedKey } from '../records/pending-record.ts';
import { putRecord } from '../records/record.ts';

/** The revision of CHAMPION that an operator saw: asked of any other nothing changes, however late or often it comes. */
const seen = { rev: v.number() };

/** What `decide` is told of a monitor. Each names a record that says the rest. */
const messageSchema = v.variant('kind', [
  v.object({ kind: v.literal('batch'), monitor: v.string(), batch: v.string() }),
  v.object({ kind: v.literal('baseline'), monitor: v.string(), version: v.string() }),
  /** A model was trained, or cannot be. */
  v.object({ kind: v.literal('model'), monitor: v.string(), version: v.string() }),
  /** An operator wants a candidate in charge, or back what was in charge before. */
  v.object({
    kind: v.literal('promote'),
    monitor: v.string(),
    /** One of the two: a baseline that waits, or the challenger of a retraining. */
    baseline: v.optional(v.string()),
    model: v.optional(v.string()),
    ...seen,
  }),
  v.object({ kind: v.literal('rollback'), monitor: v.string(), ...seen }),
  /** An operator wants the model retrained; `asked`, in milliseconds since 1970, tells it from their asking again. */
  v.object({ kind: v.literal('retrain'), monitor: v.string(), asked: v.number(), ...seen }),
  /** Somebody looks after an incident. */
  v.object({
    kind: v.literal('acknowledge'),
    monitor: v.string(),
    incident: v.string(),
    by: v.string(),
    at: v.number(),
    note: v.string(),
  }),
  /** Somebody keeps alerts from being sent until a time, or lets them be sent again (`until` in the past). */
  v.object({
    kind: v.literal('mute'),
    monitor: v.string(),
    until: v.number(),
    reason: v.string(),
    by: v.string(),
    at: v.number(),
  }),
  /** A retraining has ended, one way or another. */
  v.object({ kind: v.literal('retrained'), monitor: v.string(), retrain: v.string() }),
  /** Answers have come, by the file or the measured batch (its claim) that brought them. */
  v.object({ kind: v.literal('labels'), monitor: v.string(), because: v.string() }),
  /** Time has passed since retraining was put off. */
  v.object({ kind: v.literal('put-off'), monitor: v.string() }),
  /** A batch cannot be scored. */
  v.object({ kind: v.literal('unscored'), monitor: v.string(), batch: v.string(), model: v.string() }),
  v.object({ kind: v.literal('settings'), monitor: v.string(), version: v.string() }),
  v.object({ kind: v.literal('quarantined'), monitor: v.string(), quarantine: v.string() }),
  /** A batch was parked: the monitor is to be listed. */
  v.object({ kind: v.literal('parked'), monitor: v.string() }),
  /** A batch has been parked for long. */
  v.object({ kind: v.literal('waiting'), monitor: v.string(), file: v.string(), since: v.number() }),
  /** Nothing came since `since` although the settings expect it. */
  v.object({ kind: v.literal('silent'), monitor: v.string(), since: v.number(), expectEvery: v.string() }),
]);

export type DecideMessage = v.InferOutput<typeof messageSchema>;

export type DecideMessageOf<K extends DecideMessage['kind']> = Extract<DecideMessage, { kind: K }>;

export function parseDecideMessage(body: string): DecideMessage {
  return v.parse(messageSchema, JSON.parse(body));
}

type Told = Pick<Ports, 'queue' | 'records' | 'clock'>;

/**
 * Messages of a monitor are handled one at a time, in order. It is on record what `decide` was told until it has
 * acted on it: an alert must not be lost with a message that ended among the dead letters.
 */
export async function tellDecide({ queue, records, clock }: Told, message: DecideMessage): Promise<void> {
  const undecided: UndecidedRecord = {
    kind: 'decision',
    monitor: message.monitor,
    message: JSON.stringify(message),
    told: clock.now(),
    times: 1,
  };
  await records.transact([putRecord(undecidedKey(idOf(message)), undecided)]);
  await mentionToDecide(queue, message);
}

/** Sends what is on record already, and what loses nothing when it is lost: `sweep` says it again by itself. */
export async function mentionToDecide(queue: Ports['queue'], message: DecideMessage): Promise<void> {
  const dedupId = idOf(message);
  await queue.send('decide', JSON.stringify(message), { group: message.monitor, dedupId });
}

/** Takes off the record what has been acted on. */
export async function forgetTold({ records }: Pick<Ports, 'records'>, message: DecideMessage): Promise<void> {
  await records.transact([{ op: 'delete', ...undecidedKey(idOf(message)) }]);
}

const idOf = (message: DecideMessage): string => hashId('decide', canonicalJson(message));

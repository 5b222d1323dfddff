import * as v from 'valibot';
import { hashId } from '../hash-id.ts';
import type { Queue } from '../ports.ts';

/** What `decide` is told of a monitor. Each names a record that says the rest. */
const messageSchema = v.variant('kind', [
  v.object({ kind: v.literal('batch'), monitor: v.string(), batch: v.string() }),
  v.object({ kind: v.literal('baseline'), monitor: v.string(), version: v.string() }),
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

/** Messages of a monitor are handled one at a time, in order. */
export async function tellDecide(queue: Queue, message: DecideMessage): Promise<void> {
  const body = JSON.stringify(message);
  await queue.send('decide', body, { group: message.monitor, dedupId: hashId('decide', body) });
}

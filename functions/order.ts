import * as v from 'valibot';
import type { ObjectEvent } from './object-event.ts';

/**
 * Where an uploaded version stands in time: by LastModified, then key, then what the store says of the order of one
 * key's versions, then version. Events arrive in any order; this order does not depend on it.
 *
 * S3's LastModified has whole seconds, and its version ids say nothing: of two uploads to one key within a second only
 * the event's sequencer tells which came first.
 */
export const orderSchema = v.object({
  lastModified: v.number(),
  key: v.string(),
  versionId: v.string(),
  sequencer: v.optional(v.string()),
});

export type Order = v.InferOutput<typeof orderSchema>;

/** The place of an uploaded version, from its event and the time at which the store says it was stored. */
export function orderOf({ key, versionId, sequencer }: ObjectEvent, lastModified: number): Order {
  return { lastModified, key, versionId, ...(sequencer !== undefined && { sequencer }) };
}

/** Negative when `a` comes before `b`, 0 for the same version. */
export function compareOrder(a: Order, b: Order): number {
  return (
    a.lastModified - b.lastModified ||
    byCodeUnit(a.key, b.key) ||
    byCodeUnit(inSequence(a), inSequence(b)) ||
    byCodeUnit(a.versionId, b.versionId)
  );
}

/** S3's sequencers are hexadecimal, and the shorter of two is to be filled up with zeros on the right. */
const SEQUENCER_CHARS = 40;

const inSequence = ({ sequencer = '' }: Order): string => sequencer.padEnd(SEQUENCER_CHARS, '0');

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A time as it stands in sort keys: sorts as text, and reads. */
export function timeKey(ms: number): string {
  return new Date(ms).toISOString();
}

import * as v from 'valibot';

/**
 * Where an uploaded version stands in time: by LastModified, then key, then version. Events arrive in any order;
 * this order does not depend on it.
 */
export const orderSchema = v.object({ lastModified: v.number(), key: v.string(), versionId: v.string() });

export type Order = v.InferOutput<typeof orderSchema>;

/** Negative when `a` comes before `b`, 0 for the same version. */
export function compareOrder(a: Order, b: Order): number {
  return a.lastModified - b.lastModified || byCodeUnit(a.key, b.key) || byCodeUnit(a.versionId, b.versionId);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A time as it stands in sort keys: sorts as text, and reads. */
export function timeKey(ms: number): string {
  return new Date(ms).toISOString();
}

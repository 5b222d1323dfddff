import * as v from 'valibot';
import { hashId } from '../hash-id.ts';
import { orderSchema } from '../order.ts';
import { monitorPartition } from './monitor-partition.ts';

/** The newest version of one object key that was decided upon: an older one that comes later is out of date. */
export const newestVersionSchema = v.object({ order: orderSchema });

export const newestVersionKey = (monitor: string, key: string) => ({
  pk: monitorPartition(monitor),
  sk: `NEWEST#${hashId('key', key)}`,
});

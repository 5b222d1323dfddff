import type { Ports } from '../../ports.ts';
import { BATCH_PREFIX, batchSchema, type JudgedBatch } from '../../records/batch-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import {
  POINT_NAME_CHARS_MAX,
  type PointsRecord,
  pointsPrefix,
  pointsSchema,
} from '../../records/points-record.ts';
import { queryRecords } from '../../records/record.ts';
import { getHistory, getPoints } from '../wire/points.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { nameOfKey } from './items.ts';
import { type ListQuery, listRecords } from './list.ts';
import { type Routes, tagged, tagOf } from './routes.ts';

/** Batches whose numbers are read at the same time. */
const AT_ONCE = 10;
const THOUSANDTHS = 1_000;
/** Stands for a feature that the batch does not have. */
const ABSENT = -1;

export function pointRoutes(routes: Routes, { ports: { records } }: ApiContext): void {
  routes.answer(getPoints, async ({ params: { monitor }, query }) => {
    const { batches, cursor } = await judgedPage(records, monitor, query);
    const wanted = query.feature && new Set(query.feature.map(storedName));
    // The numbers are written once: the batches name them.
    const tag = tagOf(
      ...batches.map(({ batchId }) => batchId),
      cursor ?? '',
      ...(wanted ?? ['all features']),
    );
    return tagged(tag, async () => {
      const points = await readPoints(records, monitor, batches);
      const features = namesIn(points).filter((name) => wanted === undefined || wanted.has(name));
      const places = new Map(features.map((name, place) => [name, place]));
      return {
        features,
        batches: batches.map((batch, i) => ({ ...batchItem(batch), ...packed(points[i]!, places) })),
        cursor,
      };
    });
  });

  routes.answer(getHistory, async ({ params: { monitor }, query }) => {
    const { batches, cursor } = await judgedPage(records, monitor, query);
    const { feature } = query;
    const name = storedName(feature);
    return tagged(tagOf(...batches.map(({ batchId }) => batchId), cursor ?? '', name), async () => {
      const points = await readPoints(records, monitor, batches);
      const items = batches.flatMap((batch, i) => {
        const numbers = numbersOf(points[i]!, name);
        return numbers === null ? [] : [{ ...batchItem(batch), ...numbers }];
      });
      return { feature, items, cursor };
    });
  });
}

const storedName = (name: string): string => name.slice(0, POINT_NAME_CHARS_MAX);

async function judgedPage(records: Ports['records'], monitor: string, query: ListQuery) {
  await findMonitor(records, monitor);
  const { items, cursor } = await listRecords(
    records,
    monitorPartition(monitor),
    BATCH_PREFIX,
    batchSchema,
    query,
  );
  return { batches: items.flatMap(({ value }) => (value.state === 'judged' ? [value] : [])), cursor };
}

/** The numbers of each batch, in parts. */
async function readPoints(
  records: Ports['records'],
  monitor: string,
  batches: readonly JudgedBatch[],
): Promise<PointsRecord[][]> {
  const points: PointsRecord[][] = [];
  for (let start = 0; start < batches.length; start += AT_ONCE) {
    const some = batches.slice(start, start + AT_ONCE).map(async ({ order, batchId }) => {
      const prefix = pointsPrefix(order.lastModified, batchId);
      const parts: PointsRecord[] = [];
      for await (const { value } of queryRecords(records, monitorPartition(monitor), prefix, pointsSchema)) {
        parts.push(value);
      }
      return parts;
    });
    points.push(...(await Promise.all(some)));
  }
  return points;
}

/** Every name once, sorted as they are stored. */
function namesIn(points: readonly PointsRecord[][]): string[] {
  const names = new Set(points.flatMap((parts) => parts.flatMap((part) => part.names)));
  return [...names].sort();
}

function packed(parts: readonly PointsRecord[], places: ReadonlyMap<string, number>) {
  const change = new Array<number>(places.size).fill(ABSENT);
  const drifted: number[] = [];
  for (const part of parts) {
    part.names.forEach((name, i) => {
      const place = places.get(name);
      if (place === undefined) return;
      change[place] = Math.round(part.size[i]! * THOUSANDTHS);
      if (part.drifted[i] === 1) drifted.push(place);
    });
  }
  return { change, drifted };
}

function numbersOf(parts: readonly PointsRecord[], name: string) {
  for (const { names, size, pAdjusted, missing, typical, drifted } of parts) {
    const i = names.indexOf(name);
    if (i === -1) continue;
    return {
      change: size[i]!,
      pAdjusted: pAdjusted[i]!,
      missing: missing[i]!,
      typical: typical[i] ?? null,
      drifted: drifted[i] === 1,
    };
  }
  return null;
}

function batchItem({ batchId, order, verdict }: JudgedBatch) {
  return { batchId, name: nameOfKey(order.key), uploaded: order.lastModified, verdict };
}

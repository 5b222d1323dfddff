import * as v from 'valibot';
import type { FeatureReport, Report } from '../../shared/report/report.ts';
import { timeKey } from '../order.ts';
import type { Put } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { putRecord } from './record.ts';

/** Features in one record: with names cut to POINT_NAME_CHARS_MAX it stays far below a record's limit. */
const POINTS_FEATURES_MAX = 500;
export const POINT_NAME_CHARS_MAX = 100;

/** A batch's small numbers for some of its features, column by column, in the order of the names. */
export const pointsSchema = v.object({
  names: v.array(v.string()),
  /** 0 or 1. */
  drifted: v.array(v.number()),
  /** KS distance or total variation, or the change in missing values where that is larger. */
  size: v.array(v.number()),
  pAdjusted: v.array(v.number()),
  missing: v.array(v.number()),
  /** Median where the feature is numeric. */
  typical: v.array(v.nullable(v.number())),
});

export type PointsRecord = v.InferOutput<typeof pointsSchema>;

/** What the sort keys of a batch's numbers begin with. */
export const pointsPrefix = (lastModified: number, batchId: string) =>
  `POINTS#${timeKey(lastModified)}#${batchId}#`;

/**
 * The numbers of all features for history charts and the heat map, packed into as few records as fit.
 * Features are in order of name, so that the same feature stands at the same place from batch to batch.
 */
export function pointsPuts(monitor: string, lastModified: number, batchId: string, report: Report): Put[] {
  const features = [...report.features].sort((a, b) => (a.name < b.name ? -1 : 1));
  const puts: Put[] = [];
  for (let start = 0; start < features.length; start += POINTS_FEATURES_MAX) {
    const n = String(start / POINTS_FEATURES_MAX).padStart(3, '0');
    const key = { pk: monitorPartition(monitor), sk: pointsPrefix(lastModified, batchId) + n };
    puts.push(putRecord(key, pack(features.slice(start, start + POINTS_FEATURES_MAX))));
  }
  return puts;
}

function pack(features: Report['features']): PointsRecord {
  return {
    names: features.map(({ name }) => name.slice(0, POINT_NAME_CHARS_MAX)),
    drifted: features.map(({ drifted }) => (drifted ? 1 : 0)),
    size: features.map(changeSize),
    pAdjusted: features.map(({ pAdjusted }) => pAdjusted),
    missing: features.map(({ missing }) => missing.after),
    typical: features.map(({ typical }) => (typeof typical.after === 'number' ? typical.after : null)),
  };
}

/** A column that is gone has no distribution left to compare, and changed as far as can be. */
function changeSize({ test, statistic, totalVariation, missing }: FeatureReport): number {
  const absent = missing.drifted ? Math.abs(missing.after - missing.before) : 0;
  return Math.max(absent, test === 'ks' ? statistic : (totalVariation ?? 0));
}

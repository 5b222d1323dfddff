import type { Random } from '../stats/random.ts';
import type { DemoFile } from './demo-file.ts';
import { disturb } from './disturb.ts';
import { scale } from './number-disturbances.ts';
import type { Table } from './table.ts';

/** The first five of the thirty features. */
export const SCALED_FEATURES = [
  'radius_mean',
  'texture_mean',
  'perimeter_mean',
  'area_mean',
  'smoothness_mean',
] as const;

/** The same tumours, measured by an instrument whose first five readings come out a quarter too high. */
export function breastCancerDemo(source: Table, random: Random): DemoFile[] {
  const disturbances = SCALED_FEATURES.map((feature) => scale(feature, 1.25));
  return [
    { path: 'baseline.csv', table: source },
    {
      path: 'production.csv',
      table: disturb(source, source, disturbances, { row: 0, gradual: false }, random),
    },
  ];
}

import type { Random } from '../stats/random.ts';
import { breastCancerDemo } from './demo-breast-cancer.ts';
import type { DemoFile } from './demo-file.ts';
import { loansDemo } from './demo-loans.ts';
import { obesityDemo } from './demo-obesity.ts';
import type { Table } from './table.ts';

/** A worked example of drift, made from real data or from nothing. */
export type Demo =
  /** `source` is a path inside `data/`. */
  | { readonly source: string; readonly make: (source: Table, random: Random) => DemoFile[] }
  | { readonly source: null; readonly make: (random: Random) => DemoFile[] };

/** Seed of the files in `data/`. */
export const DEMO_SEED = 1;

export const DEMOS: Readonly<Record<string, Demo>> = {
  'breast-cancer': { source: 'breast-cancer/baseline.csv', make: breastCancerDemo },
  obesity: { source: 'obesity/source.csv', make: obesityDemo },
  loans: { source: null, make: loansDemo },
};

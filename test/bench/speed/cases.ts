import { join } from 'node:path';
import { mixedColumns, numberColumns } from './columns.ts';
import type { Files } from './contender.ts';
import { generatedFile } from './generated-file.ts';
import type { PeerName } from './peers.ts';
import type { Target } from './targets.ts';

const DATA = join(import.meta.dirname, '../../../data/breast-cancer');
const COLUMNS = 30;
const WIDE_COLUMNS = 5_000;

/** One pair of files, who compares it, and how much faster than whom Driftline has to be. */
export interface SpeedCase {
  /** By which `--only` chooses it. */
  readonly id: string;
  readonly title: string;
  readonly peers: readonly PeerName[];
  readonly faster: Partial<Record<PeerName, Target>>;
  /** Megabytes of the whole process. */
  readonly memory?: Target;
  /** What the targets are for, where a machine has more cores. */
  readonly threads?: number;
  files(seed: number): Promise<Files>;
}

const EVERYBODY: readonly PeerName[] = ['pandas', 'polars', 'duckdb', 'evidently'];
/** Evidently's chi-squared takes the baseline for the truth, which is another test, and it takes half a minute. */
const WITHOUT_EVIDENTLY = EVERYBODY.filter((name) => name !== 'evidently');

/** @param scale 1, or less to try the benchmark on smaller files */
export function speedCases(scale: number): SpeedCase[] {
  const hundredThousand = 100_000 * scale;
  const million = 1_000_000 * scale;
  return [
    {
      id: 'small',
      title: `569 × ${COLUMNS} against 569, real data`,
      peers: EVERYBODY,
      faster: { pandas: { must: 12, aim: 25 }, evidently: { must: 60, aim: 120 } },
      files: async () => ({
        baseline: join(DATA, 'baseline.csv'),
        production: join(DATA, 'production.csv'),
        ignored: ['id', 'diagnosis'],
      }),
    },
    { ...numbers('100k', hundredThousand, 10_000), peers: EVERYBODY, faster: {} },
    {
      ...numbers('1m', million, 10_000),
      peers: EVERYBODY,
      faster: { pandas: { must: 5, aim: 10 }, evidently: { must: 30, aim: 60 } },
      memory: { must: 100, aim: 64 },
      threads: 2,
    },
    {
      ...numbers('1m-100k', million, hundredThousand),
      peers: WITHOUT_EVIDENTLY,
      faster: { pandas: { must: 2.5, aim: 6 } },
      threads: 2,
    },
    {
      id: 'mixed',
      title: `${grouped(million)} × ${COLUMNS} against ${grouped(10_000)}, mixed columns with quotes`,
      peers: WITHOUT_EVIDENTLY,
      faster: { pandas: { must: 2, aim: 5 } },
      threads: 2,
      files: async (seed) => ({
        baseline: await generatedFile('mixed-baseline', 10_000, mixedColumns('baseline'), seed),
        production: await generatedFile('mixed-production', million, mixedColumns('production'), seed),
        ignored: [],
      }),
    },
    wide(10_000 * scale),
  ];
}

/**
 * Thousands of columns, and as many rows in both files: what each feature costs by itself tells. Nobody else runs: so many
 * values are beyond what a profile keeps of each feature, so D is exact only to within the bound that the report states.
 */
function wide(rows: number): SpeedCase {
  const file = (side: 'baseline' | 'production', seed: number) =>
    generatedFile(`wide-${side}`, rows, numberColumns(WIDE_COLUMNS, side), seed);
  return {
    id: 'wide',
    title: `${grouped(rows)} × ${grouped(WIDE_COLUMNS)} against ${grouped(rows)}`,
    peers: [],
    faster: {},
    threads: 2,
    files: async (seed) => ({
      baseline: await file('baseline', seed),
      production: await file('production', seed),
      ignored: [],
    }),
  };
}

/** Numeric columns, as many rows in production as given, and in the baseline. */
function numbers(id: string, rows: number, baselineRows: number): Pick<SpeedCase, 'id' | 'title' | 'files'> {
  return {
    id,
    title: `${grouped(rows)} × ${COLUMNS} against ${grouped(baselineRows)}`,
    files: (seed) => numberFiles(seed, rows, baselineRows),
  };
}

async function numberFiles(seed: number, rows: number, baselineRows: number): Promise<Files> {
  const baseline = numberColumns(COLUMNS, 'baseline');
  const production = numberColumns(COLUMNS, 'production');
  return {
    baseline: await generatedFile('numbers-baseline', baselineRows, baseline, seed),
    production: await generatedFile('numbers-production', rows, production, seed),
    ignored: [],
  };
}

/** The least that a check can have to do: its files are read in no time, and what is left is the command's start. */
export function startUpFiles(seed: number): Promise<Files> {
  return numberFiles(seed, 20, 20);
}

const grouped = (n: number) => n.toLocaleString('en-US');

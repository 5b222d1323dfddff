import { availableParallelism } from 'node:os';
import { type Column, gridColumns, numberColumns } from './columns.ts';
import type { Contender, Files } from './contender.ts';
import { driftline, takesThreads } from './driftline.ts';
import { generatedFile } from './generated-file.ts';
import type { GrowthPlot } from './growth-plot.ts';

/** Something that grows while all else stays the same. */
export interface Growth extends Pick<GrowthPlot, 'title' | 'fixed' | 'logarithmic'> {
  /** Of its file. */
  readonly name: string;
  readonly xs: readonly number[];
  contender(x: number, seed: number): Promise<Contender>;
}

const COLUMNS = 30;
const BASELINE_ROWS = 10_000;
const THREADS = [1, 2, 4, 8, 16];

/** @param scale 1, or less to try it on smaller files */
export function growths(scale: number): Growth[] {
  const rows = 1_000_000 * scale;
  const fewRows = 100_000 * scale;
  const numbers = (columns: number, rows: number, seed: number) =>
    files(
      seed,
      'numbers',
      [BASELINE_ROWS, numberColumns(columns, 'baseline')],
      [rows, numberColumns(columns, 'production')],
    );
  return [
    {
      name: 'rows',
      title: 'rows of the batch',
      fixed: `${COLUMNS} columns, baseline of ${grouped(BASELINE_ROWS)} rows`,
      logarithmic: false,
      xs: [rows / 1000, rows / 8, rows / 4, rows / 2, rows],
      contender: async (x, seed) => driftline(await numbers(COLUMNS, x, seed)),
    },
    {
      name: 'columns',
      title: 'columns',
      fixed: `${grouped(fewRows)} rows, baseline of ${grouped(BASELINE_ROWS)}`,
      logarithmic: false,
      xs: [3, 30, 100, 200, 300],
      contender: async (x, seed) => driftline(await numbers(x, fewRows, seed)),
    },
    {
      name: 'distinct-values',
      title: 'distinct baseline values',
      fixed: `${grouped(rows)} rows, ${COLUMNS} columns, baseline of ${grouped(fewRows)} rows`,
      logarithmic: true,
      xs: [...new Set([100, 1_000, 10_000, fewRows])],
      contender: async (x, seed) => driftline(await grid(x, fewRows, rows, seed)),
    },
    {
      name: 'threads',
      title: 'threads',
      fixed: `${grouped(rows)} rows, ${COLUMNS} columns, baseline of ${grouped(BASELINE_ROWS)} rows`,
      logarithmic: false,
      xs: takesThreads() ? THREADS.filter((count) => count <= Math.max(2, availableParallelism())) : [],
      contender: async (x, seed) => driftline(await numbers(COLUMNS, rows, seed), x),
    },
  ];
}

/** A baseline of so many distinct values, each many times; production has hundreds of times as many. */
function grid(distinct: number, baselineRows: number, rows: number, seed: number): Promise<Files> {
  return files(
    seed,
    'grid',
    [baselineRows, gridColumns(COLUMNS, distinct), `of-${distinct}`],
    [rows, gridColumns(COLUMNS, 10_000_000)],
  );
}

type Side = readonly [rows: number, columns: readonly Column[], detail?: string];

async function files(seed: number, name: string, before: Side, after: Side): Promise<Files> {
  const path = (side: string, [rows, columns, detail]: Side) =>
    generatedFile([name, side, detail].filter((part) => part !== undefined).join('-'), rows, columns, seed);
  return {
    baseline: await path('baseline', before),
    production: await path('production', after),
    ignored: [],
  };
}

const grouped = (n: number) => n.toLocaleString('en-US');

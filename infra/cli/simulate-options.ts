import { DEMOS } from '../../shared/simulate/demos.ts';
import type { Disturbance } from '../../shared/simulate/disturbance.ts';
import type { Table } from '../../shared/simulate/table.ts';
import { DISTURBANCE_OPTIONS, type DisturbanceOptionName, readDisturbance } from './disturbance-options.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

interface Delivery {
  /** A file, a folder, or `-` for standard output. */
  readonly output: string;
  readonly force: boolean;
}

export interface DemoOptions extends Delivery {
  readonly kind: 'demo';
  readonly demo: string;
  /** `null`: the seed of the committed files. */
  readonly seed: number | null;
}

export interface StreamOptions extends Delivery {
  readonly kind: 'stream';
  readonly baseline: string;
  readonly seed: number;
  /** Rows of each file; `null`: as many as the baseline has. */
  readonly rows: number | null;
  /** `null`: one file. */
  readonly batches: number | null;
  /** Draw rows with replacement instead of taking the baseline's own in their order. */
  readonly resample: boolean;
  readonly gradual: boolean;
  /** First disturbed row (0-based) of a stream of so many. */
  readonly firstRow: (rowsTotal: number) => number;
  /** Needs the baseline: only its header tells where a column's name ends. */
  readonly readDisturbances: (baseline: Table) => Disturbance[];
}

export type SimulateOptions = DemoOptions | StreamOptions;

const COLUMN_CHANGE = { type: 'string', multiple: true } as const;

const OPTIONS = {
  scale: COLUMN_CHANGE,
  shift: COLUMN_CHANGE,
  noise: COLUMN_CHANGE,
  unit: COLUMN_CHANGE,
  missing: COLUMN_CHANGE,
  swap: COLUMN_CHANGE,
  'new-category': COLUMN_CHANGE,
  stuck: COLUMN_CHANGE,
  none: { type: 'boolean' },
  from: { type: 'string' },
  gradual: { type: 'boolean' },
  rows: { type: 'string' },
  batches: { type: 'string' },
  seed: { type: 'string' },
  output: { type: 'string' },
  force: { type: 'boolean' },
  demo: { type: 'string' },
} as const;

const CHANGE_NAMES = Object.keys(DISTURBANCE_OPTIONS) as DisturbanceOptionName[];
const SEED_MAX = 2 ** 32 - 1;

/** Reads the command line of `driftline simulate`. @throws UsageError */
export function readSimulateOptions(args: readonly string[]): SimulateOptions {
  const { values, positionals } = parseOptions('simulate', args, OPTIONS);
  return values.demo === undefined ? readStream(values, positionals) : readDemo(values, positionals);
}

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>['values'];

function readDemo(values: Values, positionals: readonly string[]): DemoOptions {
  const { demo, seed, output, force, ...others } = values;
  const [other] = Object.keys(others);
  if (other !== undefined || positionals.length > 0) {
    throw new UsageError(
      `--demo makes files of its own: it takes --output, --seed and --force, not ${other ? `--${other}` : positionals[0]}.`,
    );
  }
  if (!Object.hasOwn(DEMOS, demo!)) {
    throw new UsageError(`There is no demo "${demo}". Demos: ${Object.keys(DEMOS).join(', ')}.`);
  }
  if (output === undefined || output === '-') {
    throw new UsageError('--demo makes several files: name a folder for them with --output.');
  }
  const seedGiven = seed === undefined ? null : whole('seed', seed, 0, SEED_MAX);
  return { kind: 'demo', demo: demo!, seed: seedGiven, output, force: force === true };
}

function readStream(values: Values, positionals: readonly string[]): StreamOptions {
  const [baseline, ...more] = positionals;
  if (baseline === undefined || more.length > 0) {
    throw new UsageError(
      `Expected one baseline, got ${positionals.length === 0 ? 'none' : positionals.join(', ')}: driftline simulate BASELINE.csv CHANGE…`,
    );
  }
  const changes = CHANGE_NAMES.flatMap((name) => (values[name] ?? []).map((spec) => ({ name, spec })));
  const none = values.none === true;
  if (none === changes.length > 0) {
    throw new UsageError(
      none
        ? `--none means no change at all: leave it or --${changes[0]!.name} out.`
        : 'Say what to change, for example --scale COLUMN=1.25, or --none for a clean batch. See driftline simulate --help.',
    );
  }
  const rows = values.rows === undefined ? null : whole('rows', values.rows, 1, 10_000_000);
  const batches = values.batches === undefined ? null : whole('batches', values.batches, 1, 10_000);
  const output = values.output ?? '-';
  if (batches !== null && output === '-') {
    throw new UsageError('--batches makes several files: name a folder for them with --output.');
  }
  return {
    kind: 'stream',
    baseline,
    seed: values.seed === undefined ? 1 : whole('seed', values.seed, 0, SEED_MAX),
    rows,
    batches,
    resample: none || rows !== null || batches !== null,
    gradual: values.gradual === true,
    firstRow: readFrom(values.from ?? '1'),
    readDisturbances: (table) => changes.map(({ name, spec }) => readDisturbance(name, spec, table)),
    output,
    force: values.force === true,
  };
}

function readFrom(text: string): StreamOptions['firstRow'] {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent && Number(percent[1]) < 100) {
    return (rowsTotal) => Math.floor((Number(percent[1]) / 100) * rowsTotal);
  }
  const row = percent ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(row) || row < 1) {
    throw new UsageError(`--from must be a row counted from 1, or a share such as 30%, not "${text}".`);
  }
  return (rowsTotal) => {
    if (row <= rowsTotal) return row - 1;
    throw new UsageError(`--from ${row} is beyond the last of ${rowsTotal} rows: nothing would change.`);
  };
}

function whole(name: string, text: string, min: number, max: number): number {
  const x = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (x >= min && x <= max) return x;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

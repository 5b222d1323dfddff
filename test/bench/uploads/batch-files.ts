import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../../../shared/stats/random.ts';
import { type Column, numberColumns } from '../speed/columns.ts';
import { stream } from '../stream.ts';

const COLUMNS = 30;
const BATCH_ROWS = 500;
const BASELINE_ROWS = 2_000;
/** A monitor's last batches drift, this share of them, in so many columns. */
const DRIFTING_SHARE = 0.1;
const DRIFTING_COLUMNS = 3;

const CLEAN = numberColumns(COLUMNS, 'baseline');
/** A quarter too high, as by an instrument out of calibration. */
const DRIFTING = CLEAN.map(
  (column, i): Column =>
    i < DRIFTING_COLUMNS
      ? { ...column, cell: (random) => String(1.25 * Number(column.cell(random))) }
      : column,
);

/** Files in a folder that is laid out like the inputs. */
export interface BatchFiles {
  readonly monitors: readonly string[];
  /** Paths in the folder: one a monitor. */
  readonly baselines: readonly string[];
  /** In the order in which they are to come: a batch of each monitor, then the next of each. */
  readonly batches: readonly string[];
  readonly bytes: number;
}

/** Writes a baseline for each monitor, and as many batches as are asked for: no two are the same. */
export function writeBatchFiles(
  folder: string,
  { monitors, batchesEach, seed }: { monitors: number; batchesEach: number; seed: number },
): BatchFiles {
  const names = Array.from({ length: monitors }, (_, i) => `monitor-${i + 1}`);
  const numbers = Array.from({ length: batchesEach }, (_, i) => i + 1);
  let bytes = 0;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return path;
  };
  const baselines = names.map((monitor) =>
    write(`baseline/${monitor}/train.csv`, csv(BASELINE_ROWS, CLEAN, stream(seed, monitor))),
  );
  const batches = numbers.flatMap((number) => {
    const columns = number > batchesEach * (1 - DRIFTING_SHARE) ? DRIFTING : CLEAN;
    return names.map((monitor) => {
      const text = csv(BATCH_ROWS, columns, stream(seed, monitor, number));
      bytes += text.length;
      return write(`production/${monitor}/${String(number).padStart(4, '0')}.csv`, text);
    });
  });
  return { monitors: names, baselines, batches, bytes };
}

function csv(rows: number, columns: readonly Column[], random: Random): string {
  const lines = [columns.map(({ name }) => name).join(',')];
  for (let row = 0; row < rows; row++) lines.push(columns.map(({ cell }) => cell(random)).join(','));
  return `${lines.join('\n')}\n`;
}

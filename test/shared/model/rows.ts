import { createReadStream } from 'node:fs';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { type ReadRowsOptions, readRows, type TrainingRows } from '../../../shared/model/read-rows.ts';
import type { LabelledRows } from '../../../shared/model/training-data.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';

const NAME = 'train.csv';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** Rows of CSV text, as the baseline itself has them. */
export async function rowsOfCsv(
  text: string,
  settings: SettingsInput,
  options: Partial<ReadRowsOptions> = {},
): Promise<TrainingRows> {
  const profile = await readBaseline(bytesOf(text), parseSettings(settings), { name: NAME });
  return readRows(bytesOf(text), profile, { name: NAME, rowsMax: 50_000, seed: 1, ...options });
}

/** Rows of one of the sample data sets. */
export async function rowsOfSample(file: string, label: string): Promise<TrainingRows> {
  const open = () => createReadStream(new URL(`../../../data/${file}`, import.meta.url));
  const profile = await readBaseline(open(), parseSettings({ label, id: 'id' }), { name: file });
  return readRows(open(), profile, { name: file, rowsMax: 50_000, seed: 1 });
}

/** Rows by hand: numbers and levels by name, and each row's class. */
export function labelledRows(
  columns: Readonly<Record<string, readonly number[] | readonly (string | null)[]>>,
  answers: readonly string[],
): LabelledRows {
  const classes = [...new Set(answers)].sort();
  const entries = Object.entries(columns).map(([name, cells]) => {
    const isNumber = cells.some((cell) => typeof cell === 'number');
    return {
      input: { name, kind: isNumber ? 'number' : 'level' } as const,
      cells: isNumber ? Float64Array.from(cells as number[]) : (cells as (string | null)[]),
    };
  });
  return {
    count: answers.length,
    inputs: entries.map(({ input }) => input),
    columns: entries.map(({ cells }) => cells),
    labels: Int32Array.from(answers, (answer) => classes.indexOf(answer)),
    classes,
    weights: new Float64Array(answers.length).fill(1),
  };
}

/** Rows by hand as if they had been read from a file. */
export const trainingRows = (rows: LabelledRows, ids: readonly string[] | null = null): TrainingRows => ({
  rows,
  inputs: rows.inputs.map(({ name, kind }) => ({
    name,
    type: kind === 'number' ? 'numeric' : 'categorical',
  })),
  label: 'y',
  id: ids === null ? null : 'id',
  ids,
  rowNumbers: Float64Array.from({ length: rows.count }, (_, row) => row + 1),
  rowsRead: rows.count,
  rowsLabelled: rows.count,
});

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../functions/adapters/local/database.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import { UsageError } from './usage-error.ts';

/** Where `driftline start` keeps everything unless it is told otherwise. */
export const STATE_DEFAULT = '.driftline';

/**
 * Path of the database in a state folder.
 *
 * @throws UsageError when there is no state in that folder; none is made.
 */
export function databaseIn(folder: string): string {
  if (folder === '') throw new UsageError('--state must name a folder, not "".');
  const path = join(folder, 'driftline.db');
  if (existsSync(path)) return path;
  throw new UsageError(
    `There is no state in ${folder}: run driftline start, or name its folder with --state.`,
  );
}

/**
 * Works on the database of a state folder, beside a `driftline start` that may be running on it.
 *
 * @throws UsageError when there is no state in that folder; none is made.
 */
export async function inStateFolder<T>(
  folder: string,
  work: (database: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const database = openDatabase(databaseIn(folder));
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** What a command needs to find the same state: ` --state FOLDER`, or nothing. `inputs` lies in its folder. */
export function stateOption(inputs: string): string {
  const state = dirname(inputs);
  return state === STATE_DEFAULT ? '' : ` --state ${safeText(state)}`;
}

import { join } from 'node:path';
import { systemClock } from '../../functions/adapters/local/clock.ts';
import { openDatabaseForReading } from '../../functions/adapters/local/database.ts';
import { LocalObjects } from '../../functions/adapters/local/objects.ts';
import { LocalRecords } from '../../functions/adapters/local/records.ts';
import type { Ports } from '../../functions/ports.ts';
import { databaseIn } from './state-folder.ts';
import { UnreadableError } from './unreadable-error.ts';

/** What `driftline start` keeps, for looking at. */
type StoredState = Pick<Ports, 'records' | 'objects'>;

/**
 * Opens a state folder for reading and closes it again, whether or not `driftline start` runs on it. Nothing in it
 * can be changed this way.
 *
 * @throws UsageError when there is no state in it; UnreadableError when it cannot be read; what `use` throws
 */
export async function readState<T>(folder: string, use: (state: StoredState) => Promise<T>): Promise<T> {
  const { database, state } = open(folder, databaseIn(folder));
  try {
    return await use(state);
  } finally {
    database.close();
  }
}

function open(folder: string, path: string) {
  let database: ReturnType<typeof openDatabaseForReading> | undefined;
  try {
    database = openDatabaseForReading(path);
    const objects = new LocalObjects(database, join(folder, 'objects'), systemClock);
    return { database, state: { objects, records: new LocalRecords(database) } };
  } catch (cause) {
    database?.close();
    throw new UnreadableError(
      `The state in ${folder} cannot be read: ${(cause as Error).message}. Name another --state.`,
      { cause },
    );
  }
}

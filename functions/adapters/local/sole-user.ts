import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

/**
 * Makes this process the only one that works on a state folder, until it ends: by a lock that the operating
 * system takes back however the process ends, `kill -9` included, so no stale lock is ever left.
 *
 * @returns `release`, or `null` when another process has the folder.
 */
export function becomeSoleUser(stateFolder: string): { release(): void } | null {
  mkdirSync(stateFolder, { recursive: true });
  const lock = new Database(join(stateFolder, 'in-use.lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
  return { release: () => lock.close() };
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../functions/adapters/local/database.ts';
import { becomeSoleUser } from '../../functions/adapters/local/sole-user.ts';
import { StartError } from './start-error.ts';

/** Where the embedded run keeps everything: one folder, and this process alone works on it. */
export interface State {
  /** The inputs bucket: what people copy files into. */
  readonly inputs: string;
  /** Immutable versions of inputs and artifacts. */
  readonly objects: string;
  readonly alerts: string;
  /** Records, queue and the index of objects. */
  readonly database: ReturnType<typeof openDatabase>;
  close(): void;
}

/**
 * Opens a state folder, and makes what is not there yet.
 *
 * @throws StartError when another process works on it, or it cannot be written.
 */
export async function openState(root: string): Promise<State> {
  try {
    return await open(root);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError('state', `Cannot work in the state folder ${root}: ${whyNot(error)}`);
  }
}

async function open(root: string): Promise<State> {
  const inputs = join(root, 'inputs');
  const objects = join(root, 'objects');
  const alerts = join(root, 'alerts');
  const sole = becomeSoleUser(root);
  if (sole === null) {
    throw new StartError('in-use', `Another driftline runs on ${root}: stop it, or name another --state.`);
  }
  try {
    const uploads = ['baseline', 'production', 'labels', 'monitors'].map((name) => join(inputs, name));
    for (const folder of [...uploads, objects, alerts]) await mkdir(folder, { recursive: true });
    const database = openDatabase(join(root, 'driftline.db'));
    const close = () => {
      database.close();
      sole.release();
    };
    return { inputs, objects, alerts, database, close };
  } catch (error) {
    sole.release();
    throw error;
  }
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there. Change its permissions, or name another --state.',
  EPERM: 'you may not write there. Change its permissions, or name another --state.',
  EROFS: 'that disk is read-only. Name another --state.',
  ENOSPC: 'the disk is full. Make room, or name another --state.',
  SQLITE_FULL: 'the disk is full. Make room, or name another --state.',
  ENOTDIR: 'a part of its path is a file. Name another --state.',
  EEXIST: 'there is a file of that name. Name another --state.',
  SQLITE_NOTADB: 'its driftline.db is no database. Move it away, or name another --state.',
  SQLITE_CORRUPT: 'its driftline.db is damaged. Move it away, or name another --state.',
};

function whyNot(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code in SYSTEM_ERRORS) return SYSTEM_ERRORS[code]!;
  // A read-only file or folder: SQLite's driver gives its codes in the message alone, when it gives any.
  if (/SQLITE_(READONLY|CANTOPEN)/.test(code) || /Unable to open connection/.test(message)) {
    return 'its files cannot be opened for writing. Change their permissions, or name another --state.';
  }
  return message;
}

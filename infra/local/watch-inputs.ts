import { type BigIntStats, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watch } from 'chokidar';
import { isUnfinished } from './unfinished-file.ts';

/** The inputs bucket, as far as watching needs it. */
export interface UploadTarget {
  newestSource(key: string): string | null;
  upload(key: string, chunks: AsyncIterable<Uint8Array>, source: string): Promise<unknown>;
}

export interface WatchOptions {
  readonly folder: string;
  readonly target: UploadTarget;
  /** Called after every upload, before the next begins. */
  readonly onUpload: (key: string) => Promise<void>;
  /** Hears once why a file cannot be read; it is tried again until it can or is gone. */
  readonly onError: (error: unknown) => void;
  /** A file whose size and time of change have stood still for this long has been copied whole. */
  readonly completeAfterMs?: number;
}

/** Long enough for the pauses of a slow disk or network, short enough for a verdict within two seconds. */
const COMPLETE_AFTER_MS = 900;
const LOOK_EVERY_MS = 100;
const RETRY_AFTER_MS = 2000;

/** A file as it stood at a look. */
interface FileState {
  /** Tells one state from another: another size or time of change. */
  readonly source: string;
  readonly changed: bigint;
}

/** A file that may still be growing: since when it has stood as it stands, and when to look again. */
interface Growing {
  readonly source: string | null;
  readonly since: number;
  readonly nextLook: number;
}

/**
 * Makes a folder the inputs bucket: a file copied into it, or changed, is uploaded once it is complete. Files
 * that were copied while nobody watched are uploaded at the start; those uploaded before are not uploaded again.
 * A file that is taken away stays uploaded.
 *
 * @returns `stop`, which waits for the upload under way.
 */
export async function watchInputs(options: WatchOptions): Promise<{ stop(): Promise<void> }> {
  const { folder, onError } = options;
  const inputs = new InputsWatch(options);
  const watcher = watch(folder, { ignored: (path) => isUnfinished(toKey(folder, path)) });
  watcher
    .on('add', (path) => inputs.look(path))
    .on('change', (path) => inputs.look(path))
    .on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    stop: async () => {
      await Promise.all([watcher.close(), inputs.stop()]);
    },
  };
}

class InputsWatch {
  readonly #options: WatchOptions;
  readonly #growing = new Map<string, Growing>();
  /** What was last said of a file that cannot be read, so that it is said once. */
  readonly #told = new Map<string, string>();
  #round: Promise<void> | null = null;
  #stopped = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Something happened to a file: uploads it once it stands still. */
  look(path: string): void {
    const now = performance.now();
    const { source = null, since = now } = this.#growing.get(path) ?? {};
    this.#growing.set(path, { source, since, nextLook: now });
    this.#round ??= this.#lookWhileAnyGrows().finally(() => {
      this.#round = null;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#round;
  }

  async #lookWhileAnyGrows(): Promise<void> {
    while (this.#growing.size > 0 && !this.#stopped) {
      const looks = await Promise.all([...this.#growing.keys()].map((path) => this.#lookAt(path)));
      // One after the other, in the order in which they were written: that is their order as batches.
      const complete = looks.filter((look) => look !== null).sort(byTimeOfChange);
      for (const { path, state } of complete) await this.#upload(path, state);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Gives a file that is complete, and is done with it; `null` for one that is not, or not yet looked at. */
  async #lookAt(path: string): Promise<{ path: string; state: FileState } | null> {
    const growing = this.#growing.get(path);
    const now = performance.now();
    if (growing === undefined || growing.nextLook > now) return null;
    try {
      const state = await fileState(path);
      if (state === null) {
        this.#forget(path);
      } else if (state.source !== growing.source) {
        this.#growing.set(path, { source: state.source, since: now, nextLook: now });
      } else if (now - growing.since >= (this.#options.completeAfterMs ?? COMPLETE_AFTER_MS)) {
        // Forgotten before it is read: what happens to it from now on is news.
        this.#growing.delete(path);
        return { path, state };
      }
    } catch (error) {
      this.#failed(path, error);
    }
    return null;
  }

  async #upload(path: string, { source }: FileState): Promise<void> {
    const { folder, target, onUpload } = this.#options;
    if (this.#stopped) return;
    const key = toKey(folder, path);
    try {
      if (target.newestSource(key) === source) return;
      await target.upload(key, readUnchanged(path, source), source);
      this.#told.delete(path);
      await onUpload(key);
    } catch (error) {
      if (error instanceof FileChanged) this.look(path);
      else this.#failed(path, error);
    }
  }

  #failed(path: string, error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      this.#forget(path); // taken away before its turn
      return;
    }
    if (this.#told.get(path) !== message) this.#options.onError(error);
    this.#told.set(path, message);
    const now = performance.now();
    this.#growing.set(path, { source: null, since: now, nextLook: now + RETRY_AFTER_MS });
  }

  #forget(path: string): void {
    this.#growing.delete(path);
    this.#told.delete(path);
  }
}

function byTimeOfChange(a: { path: string; state: FileState }, b: typeof a): number {
  if (a.state.changed !== b.state.changed) return a.state.changed < b.state.changed ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

/** The file was written to while it was read: what was read is no version of it. */
class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

/** The bytes of a file. @throws FileChanged after the last of them, when they are not one state of it. */
async function* readUnchanged(path: string, source: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
  if ((await fileState(path))?.source !== source) throw new FileChanged(`${path} changed while it was read.`);
}

/** `null` when it is gone or no file. Nanoseconds: two writes within a millisecond are told apart. */
async function fileState(path: string): Promise<FileState | null> {
  let info: BigIntStats;
  try {
    info = await stat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (!info.isFile()) return null;
  return { source: `${info.size} bytes, changed ${info.mtimeNs}`, changed: info.mtimeNs };
}

/** A path in the folder as an object key: with slashes, also on Windows. */
function toKey(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

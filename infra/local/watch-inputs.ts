import { type BigIntStats, createReadStream, promises as fs } from 'node:fs';
import { relative, sep } from 'node:path';
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

/** One state of a file: another size or time of change is another. */
type FileState = string;

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
      await watcher.close();
      await inputs.stop();
    },
  };
}

class InputsWatch {
  readonly #options: WatchOptions;
  /** Files that may still be growing, each with its next look. */
  readonly #looks = new Map<string, NodeJS.Timeout>();
  /** What was last said of a file that cannot be read, so that it is said once. */
  readonly #told = new Map<string, string>();
  /** One after the other: the order of uploads is the order in which files were completed. */
  #uploads: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Something happened to a file: uploads it once it stands still. */
  look(path: string): void {
    if (!this.#looks.has(path)) this.#lookAgain(path, 0, { state: '', since: performance.now() });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#looks.values()) clearTimeout(timer);
    await this.#uploads;
  }

  #lookAgain(path: string, afterMs: number, seen: { state: FileState; since: number }): void {
    if (this.#stopped) return;
    this.#looks.set(
      path,
      setTimeout(() => void this.#lookNow(path, seen), afterMs),
    );
  }

  async #lookNow(path: string, seen: { state: FileState; since: number }): Promise<void> {
    try {
      const state = await fileState(path);
      const now = performance.now();
      if (state === null) {
        this.#forget(path);
      } else if (state !== seen.state) {
        this.#lookAgain(path, LOOK_EVERY_MS, { state, since: now });
      } else if (now - seen.since < (this.#options.completeAfterMs ?? COMPLETE_AFTER_MS)) {
        this.#lookAgain(path, LOOK_EVERY_MS, seen);
      } else {
        // Forgotten first: what happens to it from now on is news.
        this.#looks.delete(path);
        this.#uploads = this.#uploads.then(() => this.#upload(path, state));
      }
    } catch (error) {
      this.#failed(path, error);
    }
  }

  async #upload(path: string, state: FileState): Promise<void> {
    const { folder, target, onUpload } = this.#options;
    if (this.#stopped) return;
    const key = toKey(folder, path);
    try {
      if (target.newestSource(key) === state) return;
      await target.upload(key, readUnchanged(path, state), state);
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
    this.#lookAgain(path, RETRY_AFTER_MS, { state: '', since: performance.now() });
  }

  #forget(path: string): void {
    this.#looks.delete(path);
    this.#told.delete(path);
  }
}

/** The file was written to while it was read: what was read is no version of it. */
class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

/** The bytes of a file. @throws FileChanged after the last of them, when they are not one state of it. */
async function* readUnchanged(path: string, state: FileState): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
  if ((await fileState(path)) !== state) throw new FileChanged(`${path} changed while it was read.`);
}

/** `null` when it is gone or no file. Nanoseconds: two writes within a millisecond are told apart. */
async function fileState(path: string): Promise<FileState | null> {
  let info: BigIntStats;
  try {
    info = await fs.stat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return info.isFile() ? `${info.size} bytes, changed ${info.mtimeNs}` : null;
}

/** A path in the folder as an object key: with slashes, also on Windows. */
function toKey(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

import { type BigIntStats, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';
import { overlookedFiles } from './overlooked-files.ts';
import { isUnfinished } from './unfinished-file.ts';

/** The inputs bucket, as far as watching needs it. */
interface UploadTarget {
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
const OVERLOOKED_EVERY_MS = 500;
const NOTICED_TOGETHER_MS = 3 * LOOK_EVERY_MS;

/** A file as it stood at a look. */
interface FileState {
  /** Tells one state from another: another size or time of change. */
  readonly source: string;
  readonly changed: bigint;
}

/** A file that may still be growing: since when it has stood as it stands, and when to look again. */
interface Growing {
  readonly path: string;
  /** `null` before the first look, and after one that failed. */
  readonly state: FileState | null;
  readonly since: number;
  readonly nextLook: number;
}

/** A file that stands still: it is read as it stands. */
type Complete = Growing & { readonly state: FileState };

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
  const ignored = (path: string) => isUnfinished(toKey(folder, path));
  const watcher = watch(folder, { ignored });
  watcher
    .on('add', (path) => inputs.look(path))
    .on('change', (path) => inputs.look(path))
    .on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  const stopping = new AbortController();
  const search = addOverlooked(watcher, folder, ignored, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([search, watcher.close(), inputs.stop()]);
    },
  };
}

/** Tells the watcher, again and again, of the files that escaped it. */
async function addOverlooked(
  watcher: FSWatcher,
  folder: string,
  ignored: (path: string) => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const overlooked = await overlookedFiles(folder, watcher.getWatched());
    if (!signal.aborted) watcher.add(overlooked.filter((path) => !ignored(path)));
    await pause(OVERLOOKED_EVERY_MS, undefined, { signal }).catch(() => {});
  }
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
    const { state = null, since = now } = this.#growing.get(path) ?? {};
    this.#growing.set(path, { path, state, since, nextLook: now });
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
      const looks = await Promise.all([...this.#growing.values()].map((file) => this.#lookAt(file)));
      // One after the other, in the order in which they were written: that is their order as batches.
      const complete = looks.filter((look) => look !== null).sort(byTimeOfChange);
      for (const file of complete) if (!this.#mustWait(file)) await this.#upload(file);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Gives a file that is complete; `null` for one that is not, or not to be looked at yet. */
  async #lookAt({ path, state: before, since, nextLook }: Growing): Promise<Complete | null> {
    const now = performance.now();
    if (nextLook > now) return null;
    try {
      const state = await fileState(path);
      if (state === null) {
        this.#forget(path);
      } else if (state.source !== before?.source) {
        this.#growing.set(path, { path, state, since: now, nextLook: now });
      } else if (now - since >= (this.#options.completeAfterMs ?? COMPLETE_AFTER_MS)) {
        return { path, state, since, nextLook };
      }
    } catch (error) {
      this.#failed(path, error);
    }
    return null;
  }

  /** Files copied together are noticed one by one: a file written later must not overtake for being noticed first. */
  #mustWait({ state, since }: Complete): boolean {
    return [...this.#growing.values()].some(
      (other) =>
        other.state !== null &&
        other.state.changed < state.changed &&
        Math.abs(other.since - since) <= NOTICED_TOGETHER_MS,
    );
  }

  async #upload({ path, state: { source } }: Complete): Promise<void> {
    const { folder, target, onUpload } = this.#options;
    if (this.#stopped) return;
    // Forgotten before it is read: what happens to it from now on is news.
    this.#growing.delete(path);
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
    this.#growing.set(path, { path, state: null, since: now, nextLook: now + RETRY_AFTER_MS });
  }

  #forget(path: string): void {
    this.#growing.delete(path);
    this.#told.delete(path);
  }
}

function byTimeOfChange(a: Complete, b: Complete): number {
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

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';

/** A file whose size has stood still for this long has been copied whole. */
const COMPLETE_AFTER_MS = 600;
const POLL_MS = 100;

/** What editors, browsers and copy programs leave while they work. */
const UNFINISHED = /(^|\/)(\.|~\$)|(~|\.tmp|\.part|\.partial|\.crdownload|\.swp)$/;

/** The inputs bucket, as far as watching needs it. */
export interface UploadTarget {
  newestSource(key: string): string | null;
  upload(key: string, chunks: AsyncIterable<Uint8Array>, source: string): Promise<unknown>;
}

export interface WatchOptions {
  readonly folder: string;
  readonly target: UploadTarget;
  /** Called after every upload. */
  readonly onUpload: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Makes a folder the inputs bucket: a file copied into it, or changed, is uploaded once it is complete. Files
 * that were copied while nobody watched are uploaded at the start; those uploaded before are not uploaded again.
 *
 * @returns `stop`, which waits for uploads under way.
 */
export async function watchInputs(options: WatchOptions): Promise<{ stop(): Promise<void> }> {
  const { folder, onError } = options;
  // One after the other: the order of uploads is the order in which files were completed.
  let uploads = Promise.resolve();
  const enqueue = (path: string) => {
    uploads = uploads.then(() => uploadIfNew(path, options)).catch(onError);
  };
  const watcher = watch(folder, {
    ignored: (path) => UNFINISHED.test(toKey(folder, path)),
    awaitWriteFinish: { stabilityThreshold: COMPLETE_AFTER_MS, pollInterval: POLL_MS },
  });
  watcher.on('add', enqueue).on('change', enqueue).on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    stop: async () => {
      await watcher.close();
      await uploads;
    },
  };
}

async function uploadIfNew(path: string, { folder, target, onUpload }: WatchOptions): Promise<void> {
  const key = toKey(folder, path);
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null; // taken away again before its turn
    throw error;
  });
  if (info === null) return;
  const source = `${info.size} bytes, changed ${info.mtimeMs}`;
  if (target.newestSource(key) === source) return;
  await target.upload(key, createReadStream(path), source);
  onUpload();
}

/** A path in the folder as an object key: with slashes, also on Windows. */
function toKey(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

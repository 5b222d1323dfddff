import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed, then renamed. A crash or Ctrl-C
 * leaves the old file as it was. A link is followed; a device or pipe (`/dev/null`) is written to, never replaced.
 *
 * @throws the file system's error; an aborted signal's reason.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  if (await isSpecialFile(path)) {
    await fs.writeFile(path, content, { signal });
    return;
  }
  const target = await fs.realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    const file = await fs.open(temporary, 'wx');
    try {
      await fs.writeFile(file, content, { signal });
      await file.sync();
    } finally {
      await file.close();
    }
    signal?.throwIfAborted();
    await fs.rename(temporary, target);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

/** Whether something is there that is neither file nor folder, such as a device or a pipe. */
export const isSpecialFile = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    (info) => !info.isFile() && !info.isDirectory(),
    () => false,
  );

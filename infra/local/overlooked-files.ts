import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The files anywhere in a folder that its watcher does not know. A watcher reads a new folder first and watches it
 * afterwards; a file that is copied into it between the two is never reported (`mkdir x && cp june.csv x/` is
 * enough). O(files), without a `stat`.
 *
 * @param watched names that are watched, by absolute folder, as `getWatched()` of chokidar gives them
 * @returns paths; none while the folder is being changed in a way that cannot be read
 */
export async function overlookedFiles(
  folder: string,
  watched: Readonly<Record<string, readonly string[]>>,
): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch {
    return []; // a folder taken away in this moment; the next look finds what is left
  }
  const known = new Map(Object.entries(watched).map(([path, names]) => [path, new Set(names)]));
  return entries
    .filter((entry) => entry.isFile() && known.get(resolve(entry.parentPath))?.has(entry.name) !== true)
    .map(({ parentPath, name }) => join(parentPath, name));
}

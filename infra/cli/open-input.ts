import { promises as fs, statSync } from 'node:fs';
import { type ByteRanges, type StoredFile, storedFile } from '../../shared/input/stored-file.ts';
import type { CommandIo } from './command.ts';
import { CHUNK_BYTES, fileChunks } from './file-chunks.ts';

export interface Input {
  /** As messages name it. */
  readonly name: string;
  readonly chunks: StoredFile;
  /** null for standard input, whose length nobody knows. */
  readonly bytesTotal: number | null;
}

/**
 * Opens a file, or standard input for `-`. With `reuses`, chunks are for readers that are done with one when they ask for
 * the next: the file then takes one chunk of memory, however fast it is read.
 *
 * @throws the file system's error when it does not exist
 */
export async function openInput(
  path: string,
  io: CommandIo,
  { reuses = false }: { readonly reuses?: boolean } = {},
): Promise<Input> {
  if (path === '-') return { name: 'standard input', chunks: io.stdin, bytesTotal: null };
  const info = statSync(path);
  if (info.isDirectory()) {
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR', path });
  }
  const bytesTotal = info.isFile() ? info.size : null;
  if (reuses && info.isFile()) {
    return { name: path, chunks: storedFile(fileChunks(path), rangesOf(path, info.size)), bytesTotal };
  }
  const file = await fs.open(path);
  // Without the signal: a stream that aborts before somebody listens fails unheard. Readers watch it themselves.
  const chunks = file.createReadStream({ highWaterMark: CHUNK_BYTES });
  return {
    name: path,
    chunks: storedFile(chunks, info.isFile() ? rangesOf(path, info.size) : undefined),
    bytesTotal,
  };
}

/** Any part of a file, opened for each: few files are read so, and in parts of megabytes. */
function rangesOf(path: string, size: number): ByteRanges {
  return {
    size,
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      for await (const chunk of fileChunks(path, { from: start, to: end })) {
        bytes.set(chunk, filled);
        filled += chunk.length;
      }
      return bytes;
    },
  };
}

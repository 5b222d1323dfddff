import { type StoredFile, storedFile } from '../../../../../shared/input/stored-file.ts';

/**
 * A file's bytes as they are read, never all at once, and any part of them.
 *
 * @example for await (const bytes of fileChunks(file)) count += bytes.length;
 */
export function fileChunks(file: Blob): StoredFile {
  return storedFile(chunksOf(file), {
    size: file.size,
    read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  });
}

/** Not every browser iterates streams itself. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = file.stream().getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

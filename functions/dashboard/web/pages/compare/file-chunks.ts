/**
 * A file's bytes as they are read, never all at once. Not every browser iterates streams itself.
 *
 * @example for await (const bytes of fileChunks(file)) count += bytes.length;
 */
export async function* fileChunks(file: Blob): AsyncGenerator<Uint8Array, void, undefined> {
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

import type { Objects } from '../../functions/ports.ts';

/**
 * The same objects; once the signal is aborted every read ends in an error, also one under way. So a run that is
 * told to stop need not wait until a large file has been read: the file is taken up by the next run.
 */
export function stoppableObjects(objects: Objects, signal: AbortSignal): Objects {
  return {
    head: (ref) => objects.head(ref),
    list: (bucket, prefix, page) => objects.list(bucket, prefix, page),
    writeOnce: (key, content) => objects.writeOnce(key, content),
    read: async (ref, range) => {
      signal.throwIfAborted();
      const found = await objects.read(ref, range);
      return { ...found, body: untilAborted(found.body, signal) };
    },
  };
}

async function* untilAborted(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
  }
}

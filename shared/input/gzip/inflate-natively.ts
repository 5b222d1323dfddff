import type { Chunks } from '../opened-text.ts';
import { InflateError, PIECE_BYTES } from './inflate.ts';

/** Inflates with what the platform has: zlib, in all there are. */
export async function* inflateNatively(source: Chunks): Chunks {
  const { readable, writable } = new DecompressionStream('gzip');
  const reader = readable.getReader();
  const feeding = feed(source, writable.getWriter());
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    const failure = await feeding;
    throw failure === null ? new InflateError('damaged or cut short', { cause: error }) : failure.error;
  } finally {
    // Ends the writing too, when the reader stops early.
    await reader.cancel().catch(() => {});
    await feeding;
    await source.return();
  }
}

/** Writes the source, no faster than it is taken. @returns the source's own failure, if that ended it */
async function feed(
  source: Chunks,
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
): Promise<{ readonly error: unknown } | null> {
  while (true) {
    let next: IteratorResult<Uint8Array, void>;
    try {
      next = await source.next();
    } catch (error) {
      await writer.abort(error).catch(() => {});
      return { error };
    }
    try {
      if (next.done === true) {
        await writer.close();
        return null;
      }
      // Copied, for a source may use a chunk's memory again before it is inflated.
      for (let from = 0; from < next.value.length; from += PIECE_BYTES) {
        await writer.ready;
        await writer.write(new Uint8Array(next.value.subarray(from, from + PIECE_BYTES)));
      }
    } catch {
      return null; // whoever reads hears of it
    }
  }
}

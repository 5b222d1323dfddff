/** A larger piece is handed on in parts, so that its cells never exist as text all at once. */
const PIECE_BYTES = 262_144;

/**
 * Pieces of bytes of bounded size; ends with the signal's reason as soon as it aborts, even while the source is
 * silent. The source is closed when the reader stops early.
 */
export async function* boundedChunks(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let state: 'idle' | 'waiting' | 'ended' = 'idle';
  try {
    while (true) {
      signal?.throwIfAborted();
      state = 'waiting';
      const { done, value } = await unlessAborted(iterator.next(), signal);
      state = done === true ? 'ended' : 'idle';
      if (done === true) return;
      for (let from = 0; from < value.length; from += PIECE_BYTES) {
        yield value.subarray(from, from + PIECE_BYTES);
        signal?.throwIfAborted();
      }
    }
  } finally {
    const closing = state === 'ended' ? undefined : iterator.return?.();
    if (state === 'idle') await closing;
    // A source that is silent would answer only after what it is waiting for; one that failed has no more to say.
    else closing?.catch(() => {});
  }
}

/** `Promise.race` with the signal would leave a reaction on its promise for every chunk of the file. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

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
  const aborted = signal === undefined ? null : whenAborted(signal);
  let finished = false;
  try {
    while (true) {
      signal?.throwIfAborted();
      const next = iterator.next();
      const { done, value } = await (aborted === null ? next : Promise.race([next, aborted.promise]));
      if (done === true) {
        finished = true;
        return;
      }
      for (let from = 0; from < value.length; from += PIECE_BYTES) {
        yield value.subarray(from, from + PIECE_BYTES);
        signal?.throwIfAborted();
      }
    }
  } finally {
    aborted?.stop();
    // Not awaited: a source that is silent would never answer, and there is nothing left to do with its answer.
    if (!finished) iterator.return?.().catch(() => {});
  }
}

function whenAborted(signal: AbortSignal): { promise: Promise<never>; stop: () => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  promise.catch(() => {});
  return { promise, stop: () => signal.removeEventListener('abort', onAbort) };
}

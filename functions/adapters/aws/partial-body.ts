import type { Readable } from 'node:stream';

/** An answer to a request for bytes `start` to the end. */
interface RangeAnswer {
  readonly ContentRange?: string | undefined;
  readonly ContentLength?: number | undefined;
}

/**
 * The bytes asked for, and the size of the whole object. HTTP lets a server ignore the range and send everything:
 * what comes before `start` is then dropped.
 *
 * @throws RangeError when the object has nothing from `start` on.
 */
export function partialBody(
  answer: RangeAnswer,
  body: Readable,
  start: number,
): { size: number; body: AsyncIterable<Uint8Array> } {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.ContentRange ?? '') ?? [];
  const size = Number(total ?? answer.ContentLength ?? 0);
  const missing = start - Number(first ?? 0);
  if (missing === 0) return { size, body };
  if (missing > 0 && start < size) return { size, body: dropping(body, missing) };
  body.destroy();
  throw new RangeError(`Of ${size} bytes there is nothing from byte ${start} on.`);
}

async function* dropping(body: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of body) {
    if (chunk.byteLength > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.byteLength);
  }
}

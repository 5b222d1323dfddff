import type { Readable } from 'node:stream';
import type { ByteRange } from '../../ports.ts';

/** An answer to a request for a range of bytes. */
interface RangeAnswer {
  readonly ContentRange?: string | undefined;
  readonly ContentLength?: number | undefined;
}

/**
 * The bytes asked for, and the size of the whole object. HTTP lets a server ignore the range and send everything:
 * what comes before `start` is then dropped, and what comes from `end` on.
 *
 * @throws RangeError when the object has nothing from `start` on.
 */
export function partialBody(
  answer: RangeAnswer,
  body: Readable,
  { start, end }: ByteRange,
): { size: number; body: AsyncIterable<Uint8Array> } {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? '') ?? [];
  const size = Number(total ?? answer.ContentLength ?? 0);
  const missing = start - Number(first ?? 0);
  const surplus = end === undefined ? 0 : Number(last ?? size - 1) + 1 - Math.min(end, size);
  if (missing === 0 && surplus <= 0) return { size, body };
  if (missing >= 0 && start < size)
    return { size, body: cut(body, missing, Math.min(end ?? size, size) - start) };
  body.destroy();
  throw new RangeError(`Of ${size} bytes there is nothing from byte ${start} on.`);
}

/** The `length` bytes behind the first `dropped`. */
async function* cut(
  body: AsyncIterable<Uint8Array>,
  dropped: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  let toDrop = dropped;
  let left = length;
  for await (const chunk of body) {
    const wanted = chunk.subarray(toDrop, toDrop + left);
    toDrop = Math.max(0, toDrop - chunk.byteLength);
    left -= wanted.byteLength;
    if (wanted.byteLength > 0) yield wanted;
    if (left === 0) return;
  }
}

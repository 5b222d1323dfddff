import type { Readable } from 'node:stream';

/** An answer to a request for bytes `start` to `end`. */
interface RangeAnswer {
  readonly ContentRange?: string | undefined;
  readonly ContentLength?: number | undefined;
}

/**
 * The bytes asked for, and the size of the whole object. HTTP lets a server ignore the range, or its end, and send
 * more: what comes before `start` is then dropped, and what comes from `end` on is not read.
 *
 * @param end not included; without one the range goes to the object's end
 * @throws RangeError when the object has nothing from `start` on.
 */
export function partialBody(
  answer: RangeAnswer,
  body: Readable,
  start: number,
  end?: number,
): { size: number; body: AsyncIterable<Uint8Array> } {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? '') ?? [];
  const size = Number(total ?? answer.ContentLength ?? 0);
  const missing = start - Number(first ?? 0);
  if (missing === 0 || (missing > 0 && start < size)) {
    const from = missing === 0 ? body : dropping(body, missing);
    const isLonger = end !== undefined && Number(last ?? size - 1) >= end;
    return { size, body: isLonger ? taking(from, end - start) : from };
  }
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

/** Whoever stops reading a stream closes it. */
async function* taking(body: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.byteLength;
    if (left <= 0) return;
  }
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { UnreadableError } from './unreadable-error.ts';

export const CHUNK_BYTES = 1 << 18;

/**
 * A file, or a range of it, in chunks that hold until the next one is asked for. Opened with the first, as nothing would close
 * it for a reader that never begins.
 *
 * This thread reads them itself: the system reads ahead of it, and another thread that did would take the place of one that
 * scans. In between the process can attend to other things, such as signals.
 *
 * @throws the file system's error; UnreadableError when the file ends before the range does
 */
export async function* fileChunks(
  path: string,
  { from, to }: ByteRange = { from: 0, to: Infinity },
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = openSync(path, 'r');
  let next = from;
  try {
    const chunk = Buffer.allocUnsafeSlow(roomFor(Math.min(to, fstatSync(file).size) - from));
    for (;;) {
      const bytesRead = readSync(file, chunk, 0, Math.min(chunk.length, to - next), next);
      if (bytesRead === 0) break;
      next += bytesRead;
      yield chunk.subarray(0, bytesRead);
      if (bytesRead === chunk.length) await setImmediate();
    }
  } finally {
    closeSync(file);
  }
  if (Number.isFinite(to) && next < to) {
    throw new UnreadableError(
      `${path} has become shorter while it was read: ${next} bytes of ${to}. Check it again once it is complete.`,
    );
  }
}

/** Bytes of a chunk: one more than a short file has, so that its end is found with it. What is no file has no size. */
const roomFor = (bytes: number): number => (bytes > 0 ? Math.min(CHUNK_BYTES, bytes + 1) : CHUNK_BYTES);

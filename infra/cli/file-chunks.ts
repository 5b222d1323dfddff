import { open } from 'node:fs/promises';
import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { UnreadableError } from './unreadable-error.ts';

export const CHUNK_BYTES = 1 << 18;

/**
 * A file, or a range of it, in chunks that hold until the next one is asked for, which is read in the meantime. Opened with
 * the first, as nothing would close it for a reader that never begins.
 *
 * @throws the file system's error; UnreadableError when the file ends before the range does
 */
export async function* fileChunks(
  path: string,
  { from, to }: ByteRange = { from: 0, to: Infinity },
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  let next = from;
  const read = (buffer: Buffer) => {
    const reading = file.read(buffer, 0, Math.min(CHUNK_BYTES, to - next), next);
    // Whoever asks for the next chunk hears of a failure; until then nobody listens.
    reading.catch(() => {});
    return reading;
  };
  let spare: Buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let reading = read(Buffer.allocUnsafeSlow(CHUNK_BYTES));
  try {
    for (;;) {
      const { bytesRead, buffer } = await reading;
      next += bytesRead;
      if (bytesRead === 0) break;
      reading = read(spare);
      spare = buffer;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await reading.catch(() => {});
    await file.close();
  }
  if (Number.isFinite(to) && next < to) {
    throw new UnreadableError(
      `${path} has become shorter while it was read: ${next} bytes of ${to}. Check it again once it is complete.`,
    );
  }
}

import { closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { UnreadableError } from './unreadable-error.ts';

export const CHUNK_BYTES = 1 << 18;

interface Chunk {
  readonly buffer: Buffer;
  readonly bytesRead: number;
}

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
  const file = openSync(path, 'r');
  const room = roomFor(Math.min(to, fstatSync(file).size) - from);
  let next = from;
  const bytesWanted = () => Math.min(room, to - next);
  const readNow = (buffer: Buffer): Chunk => ({
    buffer,
    bytesRead: readSync(file, buffer, 0, bytesWanted(), next),
  });
  const readMeanwhile = (buffer: Buffer): Promise<Chunk> => {
    const reading = new Promise<Chunk>((resolve, reject) => {
      read(file, buffer, 0, bytesWanted(), next, (error, bytesRead) => {
        if (error === null) resolve({ buffer, bytesRead });
        else reject(error);
      });
    });
    // Whoever asks for the next chunk hears of a failure; until then nobody listens.
    reading.catch(() => {});
    return reading;
  };
  let reading: Promise<Chunk> | undefined;
  try {
    // Another thread would take longer to start than most files to be read: what is one chunk is read without.
    let chunk: Chunk = readNow(Buffer.allocUnsafeSlow(room));
    let spare: Buffer = Buffer.allocUnsafeSlow(room);
    while (chunk.bytesRead > 0) {
      const { buffer, bytesRead } = chunk;
      next += bytesRead;
      reading = bytesRead === room ? readMeanwhile(spare) : undefined;
      yield buffer.subarray(0, bytesRead);
      chunk = reading === undefined ? readNow(spare) : await reading;
      spare = buffer;
    }
  } finally {
    await reading?.catch(() => {});
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

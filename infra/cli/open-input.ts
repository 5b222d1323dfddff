import { open } from 'node:fs/promises';
import { type ByteRanges, type StoredFile, storedFile } from '../../shared/input/stored-file.ts';
import type { CommandIo } from './command.ts';
import { UnreadableError } from './unreadable-error.ts';

export interface Input {
  /** As messages name it. */
  readonly name: string;
  readonly chunks: StoredFile;
  /** null for standard input, whose length nobody knows. */
  readonly bytesTotal: number | null;
}

const CHUNK_BYTES = 1 << 18;

/**
 * Opens a file, or standard input for `-`. With `reuses`, chunks are for readers that are done with one when they ask for
 * the next: the file then takes two chunks of memory, however fast it is read.
 *
 * @throws the file system's error when it does not exist
 */
export async function openInput(
  path: string,
  io: CommandIo,
  { reuses = false }: { readonly reuses?: boolean } = {},
): Promise<Input> {
  if (path === '-') return { name: 'standard input', chunks: io.stdin, bytesTotal: null };
  const file = await open(path);
  const info = await file.stat();
  if (info.isDirectory()) {
    await file.close();
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR', path });
  }
  const bytesTotal = info.isFile() ? info.size : null;
  if (reuses && info.isFile()) {
    await file.close();
    return { name: path, chunks: storedFile(reusedChunks(path), rangesOf(path, info.size)), bytesTotal };
  }
  // Without the signal: a stream that aborts before somebody listens fails unheard. Readers watch it themselves.
  const chunks = file.createReadStream({ highWaterMark: CHUNK_BYTES });
  return {
    name: path,
    chunks: storedFile(chunks, info.isFile() ? rangesOf(path, info.size) : undefined),
    bytesTotal,
  };
}

/** Any part of a file, opened for each: few files are read so, and in parts of megabytes. */
function rangesOf(path: string, size: number): ByteRanges {
  return {
    size,
    read: async (start, end) => {
      const file = await open(path);
      try {
        const bytes = new Uint8Array(end - start);
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) throw new UnreadableError(`${path} has become shorter while it was read.`);
          filled += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}

/**
 * The file in chunks that hold until the next one is asked for, which is read in the meantime. Opened with the first, as
 * nothing would close it for a reader that never begins.
 */
async function* reusedChunks(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  const read = (buffer: Buffer) => {
    const reading = file.read(buffer, 0, CHUNK_BYTES);
    // Whoever asks for the next chunk hears of a failure; until then nobody listens.
    reading.catch(() => {});
    return reading;
  };
  let spare: Buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let reading = read(Buffer.allocUnsafeSlow(CHUNK_BYTES));
  try {
    for (;;) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) return;
      reading = read(spare);
      spare = buffer;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await reading.catch(() => {});
    await file.close();
  }
}

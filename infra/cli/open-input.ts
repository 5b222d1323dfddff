import { open } from 'node:fs/promises';
import type { CommandIo } from './command.ts';

export interface Input {
  /** As messages name it. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** null for standard input, whose length nobody knows. */
  readonly bytesTotal: number | null;
}

const CHUNK_BYTES = 1 << 18;

/** Opens a file, or standard input for `-`. @throws the file system's error when it does not exist. */
export async function openInput(path: string, io: CommandIo): Promise<Input> {
  if (path === '-') return { name: 'standard input', chunks: io.stdin, bytesTotal: null };
  const file = await open(path);
  const info = await file.stat();
  if (info.isDirectory()) {
    await file.close();
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR', path });
  }
  // Without the signal: a stream that aborts before somebody listens fails unheard. Readers watch it themselves.
  const chunks = file.createReadStream({ highWaterMark: CHUNK_BYTES });
  return { name: path, chunks, bytesTotal: info.isFile() ? info.size : null };
}

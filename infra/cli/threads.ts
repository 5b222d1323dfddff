import { type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isStoredAsText } from '../../shared/input/open-text.ts';
import { fileChunks } from './file-chunks.ts';
import type { RangeWorkers } from './range-workers.ts';
import { UsageError } from './usage-error.ts';

export const THREADS_OPTION = { threads: { type: 'string' } } as const;

/** Tell what kind of file it is. */
const KIND_BYTES = 16;
/** A thread takes as long to start as to read this much: smaller files are read by one. */
const RANGE_BYTES_MIN = 16 * 1024 * 1024;
/** Each thread takes some 20 MB, and waits for all others after each block. */
const DEFAULT_THREADS_MAX = 8;
const THREADS_MAX = 256;

export const THREADS_HELP = `  --threads N          threads that read a large file; without it as many as there are cores, up to ${DEFAULT_THREADS_MAX}
`;

/** @throws UsageError when it is no number of threads */
export function threadsFrom(option: string | undefined): number {
  if (option === undefined) return Math.min(availableParallelism(), DEFAULT_THREADS_MAX);
  const threads = Number(option);
  if (/^\d+$/.test(option) && threads >= 1 && threads <= THREADS_MAX) return threads;
  throw new UsageError(`--threads must be a whole number from 1 to ${THREADS_MAX}, not "${option}".`);
}

/** Starts threads for a file; null where one reads it alone: it is small, packed, no file, or there is none. */
export async function startThreads(path: string, threads: number): Promise<RangeWorkers | null> {
  const info = path === '-' || threads === 1 ? null : statOf(path);
  if (!info?.isFile()) return null;
  const ranges = Math.min(threads, Math.floor(info.size / RANGE_BYTES_MIN));
  if (ranges < 2 || !isStoredAsText(await beginningOf(path))) return null;
  const { RangeWorkers } = await import('./range-workers.ts');
  return new RangeWorkers({ path, size: info.size }, ranges - 1);
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

async function beginningOf(path: string): Promise<Uint8Array> {
  for await (const chunk of fileChunks(path, { from: 0, to: KIND_BYTES })) return chunk;
  return new Uint8Array(0);
}

import { boundedChunks } from '../csv/chunks.ts';
import { openGzip } from './gzip/open-gzip.ts';
import type { Chunks, OpenedText } from './opened-text.ts';
import type { StoredFile } from './stored-file.ts';

const GZIP = [0x1f, 0x8b];
const PARQUET = [0x50, 0x41, 0x52, 0x31];

/**
 * Opens what is stored as the CSV text that it stands for: gzip is inflated, Parquet written out row by row, anything
 * else handed on as it is. The first bytes say what a file is, not its name. In constant memory; the source is read to
 * its end, so that whoever digests it on the way has digested all of it.
 *
 * @throws CsvError, from the call or the iteration, for a file that is damaged or over a limit; the signal's reason when
 *   aborted; whatever the source throws
 * @example
 * const { chunks } = await openText(createReadStream('june.csv.gz'), { name: 'june.csv.gz' });
 * for await (const chunk of chunks) process.stdout.write(chunk);
 */
export async function openText(
  source: StoredFile,
  { name, signal }: { readonly name: string; readonly signal?: AbortSignal | undefined },
): Promise<OpenedText> {
  const stored = boundedChunks(source, signal);
  try {
    const start = await readStart(stored);
    const chunks = startingWith(start, stored);
    if (beginsWith(start, GZIP)) return openGzip(chunks, name);
    if (beginsWith(start, PARQUET)) {
      // Large, and for few: loaded by whoever meets one.
      const { openParquet } = await import('./parquet/open-parquet.ts');
      return await openParquet(chunks, source.ranges, name);
    }
    return { chunks, ranges: source.ranges, notices: [], storedBytes: (textBytes) => textBytes };
  } catch (error) {
    await stored.return();
    throw error;
  }
}

/** Whether a file that begins so is handed on as it is, so that any part of it is a part of its text. */
export const isStoredAsText = (start: Uint8Array): boolean =>
  !beginsWith(start, GZIP) && !beginsWith(start, PARQUET);

/** The first piece; more of them when it is too short to tell a kind by. */
async function readStart(source: Chunks): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < PARQUET.length) {
    const next = await source.next();
    if (next.done === true) break;
    if (start.length === 0 && next.value.length >= PARQUET.length) return next.value;
    const longer = new Uint8Array(start.length + next.value.length);
    longer.set(start);
    longer.set(next.value, start.length);
    start = longer;
  }
  return start;
}

const beginsWith = (start: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => start[i] === byte);

async function* startingWith(start: Uint8Array, rest: Chunks): Chunks {
  try {
    if (start.length > 0) yield start;
    yield* rest;
  } finally {
    await rest.return();
  }
}

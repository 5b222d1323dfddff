import { CsvError } from '../../shared/csv/csv-error.ts';
import type { StoredFile } from '../../shared/input/stored-file.ts';
import { digesting } from '../digest.ts';
import type { Order } from '../order.ts';
import type { Objects } from '../ports.ts';
import { InputTooShort, openInput } from '../read-input.ts';

/** A stored version of an input that is not what was judged any more. */
export class VersionChanged extends Error {
  override readonly name = 'VersionChanged';
}

/** One version of an input, with the digest that was recorded of it. */
interface RecordedVersion {
  readonly order: Order;
  readonly sha256: string;
}

/**
 * Reads one stored version again, and vouches that it is the one on record.
 *
 * @param read reads the chunks to their end, or throws
 * @throws VersionChanged; ObjectNotFound; what `read` throws of a version that is unchanged
 */
export async function readVersion<T>(
  objects: Objects,
  { order, sha256 }: RecordedVersion,
  read: (chunks: StoredFile) => Promise<T>,
): Promise<T> {
  const ref = { bucket: 'inputs', key: order.key, versionId: order.versionId } as const;
  const { chunks, digest } = digesting((await openInput(objects, ref)).chunks);
  try {
    const result = await read(chunks);
    requireUnchanged(order, digest(), sha256);
    return result;
  } catch (error) {
    if (error instanceof InputTooShort) {
      throw new VersionChanged(`${error.message} Its stored copy was cut short: restore it from a backup.`);
    }
    // Settings can make an old file unreadable, and so can damage: only the whole file tells which.
    if (error instanceof CsvError) await readVersion(objects, { order, sha256 }, drain);
    throw error;
  }
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of chunks);
}

function requireUnchanged({ key, versionId }: Order, found: string, expected: string): void {
  if (found === expected) return;
  throw new VersionChanged(
    `${key} (version ${versionId}) has SHA-256 ${found}, but ${expected} was judged: its stored copy was changed. ` +
      'Restore it from a backup.',
  );
}

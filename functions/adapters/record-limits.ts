import type { Write } from '../ports.ts';

/** DynamoDB's limits, enforced in both adapters so that what works on one machine works in the cloud. */
export const RECORD_BYTES_MAX = 400 * 1024;
/** 4 MB, less room for the expressions around a hundred records: not every implementation leaves them out. */
export const TRANSACTION_BYTES_MAX = 4 * 1024 * 1024 - 64 * 1024;
export const TRANSACTION_WRITES_MAX = 100;

/** Attribute names and the revision count towards an item's size. */
const RECORD_OVERHEAD_BYTES = 32;

/** A record or a transaction that no adapter takes. Trying again does not help. */
export class RecordLimitExceeded extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordLimitExceeded';
  }
}

/**
 * Checks a transaction before it is sent. O(bytes).
 *
 * @throws RecordLimitExceeded naming the record, the limit and the way out.
 */
export function checkRecordLimits(writes: readonly Write[]): void {
  if (writes.length === 0) throw new RecordLimitExceeded('A transaction needs at least one write, not 0.');
  if (writes.length > TRANSACTION_WRITES_MAX) {
    throw new RecordLimitExceeded(
      `A transaction takes ${TRANSACTION_WRITES_MAX} writes, not ${writes.length}: split it.`,
    );
  }
  const seen = new Set<string>();
  let total = 0;
  for (const write of writes) {
    const name = `${write.pk} / ${write.sk}`;
    if (seen.has(name)) throw new RecordLimitExceeded(`A transaction names ${name} twice: merge the writes.`);
    seen.add(name);
    const bytes = recordBytes(write);
    if (bytes > RECORD_BYTES_MAX) {
      throw new RecordLimitExceeded(
        `Record ${name} has ${bytes} bytes, the limit is ${RECORD_BYTES_MAX}: store it as an object.`,
      );
    }
    total += bytes;
  }
  if (total > TRANSACTION_BYTES_MAX) {
    throw new RecordLimitExceeded(
      `A transaction takes ${TRANSACTION_BYTES_MAX} bytes, not ${total}: split it or store objects.`,
    );
  }
}

/** Size of a record as the limits count it. */
export function recordBytes(write: Write): number {
  const json = write.op === 'put' ? Buffer.byteLength(write.json) : 0;
  return Buffer.byteLength(write.pk) + Buffer.byteLength(write.sk) + json + RECORD_OVERHEAD_BYTES;
}

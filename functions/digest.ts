import { createHash, type Hash } from 'node:crypto';
import type { ByteRange } from '../shared/csv/byte-ranges.ts';
import { type StoredFile, storedFile } from '../shared/input/stored-file.ts';

/** Size of a part; a file of at most one part has its plain SHA-256. */
export const DIGEST_PART_BYTES = 64 * 1024 * 1024;

/** The parts of a file of so many bytes, in order; of an empty one, one that is empty. */
export function partsOf(size: number, partBytes = DIGEST_PART_BYTES): ByteRange[] {
  return Array.from({ length: Math.max(1, Math.ceil(size / partBytes)) }, (_, i) => ({
    from: i * partBytes,
    to: Math.min(size, (i + 1) * partBytes),
  }));
}

/** The digest of a file from the SHA-256s of its parts, in their order. */
export function digestOfParts(parts: readonly Uint8Array[]): string {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return Buffer.from(only).toString('hex');
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

/**
 * Passes chunks on and digests them on the way, so that a file is read once.
 *
 * The digest of up to 64 MiB is their SHA-256, what `sha256sum` prints; beyond that it is the SHA-256 over the
 * (binary) SHA-256s of the 64 MiB parts, so that parts can be digested apart.
 *
 * Parts of the file that are read besides are not digested again.
 *
 * @returns `chunks` to read to the end, then `digest()`: 64 hex digits. Asked before the end, it throws.
 */
export function digesting(chunks: StoredFile): {
  chunks: StoredFile;
  digest(): string;
} {
  let digest: string | null = null;
  async function* pass(): AsyncGenerator<Uint8Array> {
    const parts = new PartDigest();
    for await (const chunk of chunks) {
      parts.update(chunk);
      yield chunk;
    }
    digest = digestOfParts(parts.finish());
  }
  return {
    chunks: storedFile(pass(), chunks.ranges),
    digest: () => {
      if (digest === null) throw new Error('The digest is known once the file has been read to its end.');
      return digest;
    },
  };
}

/** The digest of bytes in memory, by the same rule. */
export function digestOf(bytes: Uint8Array): string {
  const parts = new PartDigest();
  parts.update(bytes);
  return digestOfParts(parts.finish());
}

/** Digests bytes from the beginning of a part on. */
export class PartDigest {
  readonly #partBytes: number;
  readonly #finished: Uint8Array[] = [];
  #part: Hash = createHash('sha256');
  #room: number;

  /** @param partBytes size of a part; tests make it small */
  constructor(partBytes = DIGEST_PART_BYTES) {
    this.#partBytes = partBytes;
    this.#room = partBytes;
  }

  update(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.byteLength > 0) {
      // A part is finished only when more follows: exactly 64 MiB are one part.
      if (this.#room === 0) this.#finishPart();
      const head = rest.subarray(0, this.#room);
      this.#part.update(head);
      this.#room -= head.byteLength;
      rest = rest.subarray(head.byteLength);
    }
  }

  /** The SHA-256 of each part; of no bytes at all, that of nothing. */
  finish(): readonly Uint8Array[] {
    this.#finishPart();
    return this.#finished;
  }

  #finishPart(): void {
    this.#finished.push(this.#part.digest());
    this.#part = createHash('sha256');
    this.#room = this.#partBytes;
  }
}

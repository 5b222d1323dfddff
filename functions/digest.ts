import { createHash, type Hash } from 'node:crypto';

/** Size of a part; a file of at most one part has its plain SHA-256. */
export const DIGEST_PART_BYTES = 64 * 1024 * 1024;

/**
 * Passes chunks on and digests them on the way, so that a file is read once.
 *
 * The digest of up to 64 MiB is their SHA-256, what `sha256sum` prints; beyond that it is the SHA-256 over the
 * (binary) SHA-256s of the 64 MiB parts, so that parts can be digested apart.
 *
 * @returns `chunks` to read to the end, then `digest()`: 64 hex digits. Asked before the end, it throws.
 */
export function digesting(chunks: AsyncIterable<Uint8Array>): {
  chunks: AsyncIterable<Uint8Array>;
  digest(): string;
} {
  let digest: string | null = null;
  async function* pass(): AsyncGenerator<Uint8Array> {
    const parts = new PartDigest();
    for await (const chunk of chunks) {
      parts.update(chunk);
      yield chunk;
    }
    digest = parts.finish();
  }
  return {
    chunks: pass(),
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
  return parts.finish();
}

/**
 * Digests a stretch of a file, which begins where a part does, part by part; with those of all other stretches
 * `joinDigests` makes the digest of the file.
 *
 * @param partBytes size of a part; tests make it small
 * @returns `update` for the bytes as they come, then `finish`: the SHA-256 of each part, 64 hex digits
 */
export function partDigests(partBytes = DIGEST_PART_BYTES): {
  update(chunk: Uint8Array): void;
  finish(): string[];
} {
  const parts = new PartDigest(partBytes);
  return { update: (chunk) => parts.update(chunk), finish: () => parts.finishParts() };
}

/** The digest of the file whose parts have these digests, in their order. */
export function joinDigests(parts: readonly string[]): string {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return createHash('sha256')
    .update(Buffer.from(parts.join(''), 'hex'))
    .digest('hex');
}

class PartDigest {
  readonly #partBytes: number;
  readonly #finished: string[] = [];
  #part: Hash = createHash('sha256');
  #room: number;

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

  finish(): string {
    return joinDigests(this.finishParts());
  }

  finishParts(): string[] {
    this.#finishPart();
    return this.#finished;
  }

  #finishPart(): void {
    this.#finished.push(this.#part.digest('hex'));
    this.#part = createHash('sha256');
    this.#room = this.#partBytes;
  }
}

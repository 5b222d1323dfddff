import { createHash, type Hash } from 'node:crypto';
import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { fileChunks } from './file-chunks.ts';

/** A part of a file and its SHA-256. */
export interface DigestedPart {
  readonly from: number;
  readonly sha256: Uint8Array;
}

export async function digestPart(path: string, part: ByteRange): Promise<DigestedPart> {
  const digest = new PassingDigest(path, [part]);
  await digest.readUpTo(Infinity);
  return digest.finished[0]!;
}

/** Digests certain parts of a file as their bytes come by, and reads those that do not. */
export class PassingDigest {
  readonly #path: string;
  readonly #parts: readonly ByteRange[];
  readonly finished: DigestedPart[] = [];
  #hash: Hash = createHash('sha256');
  /** Offset of the next byte that is to be digested. */
  #next: number;

  /** @param parts in the order of the file */
  constructor(path: string, parts: readonly ByteRange[]) {
    this.#path = path;
    this.#parts = parts;
    this.#next = parts[0]?.from ?? Infinity;
  }

  async *pass(range: ByteRange): AsyncGenerator<Uint8Array, void, undefined> {
    let offset = range.from;
    for await (const chunk of fileChunks(this.#path, range)) {
      this.#update(chunk, offset);
      offset += chunk.length;
      yield chunk;
    }
  }

  /** Reads what is before that offset, or in the last part, and has not come by. */
  async readUpTo(offset: number, signal?: AbortSignal): Promise<void> {
    for (let part = this.#part; part !== undefined && this.#next < offset; part = this.#part) {
      const range = { from: this.#next, to: Math.min(part.to, offset) };
      for await (const chunk of fileChunks(this.#path, range)) {
        signal?.throwIfAborted();
        this.#update(chunk, this.#next);
      }
      // An empty part brings no chunk.
      if (range.from === range.to) this.#finishPart(part);
    }
  }

  get #part(): ByteRange | undefined {
    return this.#parts[this.finished.length];
  }

  #update(chunk: Uint8Array, offset: number): void {
    const end = offset + chunk.length;
    for (let part = this.#part; part !== undefined && this.#next < end; part = this.#part) {
      const to = Math.min(end, part.to);
      this.#hash.update(chunk.subarray(this.#next - offset, to - offset));
      this.#next = to;
      if (to < part.to) return;
      this.#finishPart(part);
    }
  }

  #finishPart({ from }: ByteRange): void {
    this.finished.push({ from, sha256: this.#hash.digest() });
    this.#hash = createHash('sha256');
    this.#next = this.#part?.from ?? Infinity;
  }
}

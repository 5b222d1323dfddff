import { Gunzip } from 'fflate/browser';
import type { Chunks } from '../opened-text.ts';
import { crc32 } from './crc32.ts';
import { InflateError, PIECE_BYTES } from './inflate.ts';

/** Behind the data of each member: CRC-32 and length of what is in it, four bytes each. */
const TRAILER_BYTES = 8;

/** Inflates in script, and checks every member's length and checksum, which fflate leaves to others. */
export async function* inflateMembers(source: Chunks): Chunks {
  const members = new Members();
  try {
    for await (const chunk of source) {
      for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
        yield* members.push(chunk.subarray(from, from + PIECE_BYTES));
      }
    }
    yield* members.finish();
  } finally {
    await source.return();
  }
}

class Members {
  #inflated: Uint8Array[] = [];
  #crc = 0;
  #length = 0;
  /** The compressed bytes read last, long enough to hold the trailer of a member that ends in the next piece. */
  #tail: Uint8Array = new Uint8Array(0);
  /** Offset of the first byte of the tail. */
  #tailFrom = 0;
  readonly #gunzip = new Gunzip((bytes) => this.#take(bytes));

  constructor() {
    this.#gunzip.onmember = (offset) => this.#endMember(offset);
  }

  push(piece: Uint8Array): Uint8Array[] {
    const kept = this.#tail.subarray(Math.max(0, this.#tail.length - PIECE_BYTES));
    this.#tailFrom += this.#tail.length - kept.length;
    this.#tail = joined(kept, piece);
    return this.#run(piece, false);
  }

  finish(): Uint8Array[] {
    const rest = this.#run(new Uint8Array(0), true);
    this.#endMember(this.#tailFrom + this.#tail.length);
    return rest;
  }

  #run(piece: Uint8Array, final: boolean): Uint8Array[] {
    try {
      this.#gunzip.push(piece, final);
    } catch (error) {
      throw error instanceof InflateError
        ? error
        : new InflateError('damaged or cut short', { cause: error });
    }
    return this.#inflated.splice(0);
  }

  #take(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#crc = crc32(bytes, this.#crc);
    this.#length += bytes.length;
    this.#inflated.push(bytes);
  }

  /** A member's trailer stands before `offset`. */
  #endMember(offset: number): void {
    const from = offset - this.#tailFrom - TRAILER_BYTES;
    if (from < 0) throw new InflateError('cut short');
    const trailer = new DataView(this.#tail.buffer, this.#tail.byteOffset + from, TRAILER_BYTES);
    if (trailer.getUint32(0, true) !== this.#crc || trailer.getUint32(4, true) !== this.#length % 2 ** 32) {
      throw new InflateError('damaged: its checksum is another');
    }
    this.#crc = 0;
    this.#length = 0;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

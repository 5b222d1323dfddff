import type { ReadNotice } from '../csv/blocks.ts';
import type { Delimiter } from '../csv/delimiter.ts';
import type { ByteRanges } from './stored-file.ts';

export type Chunks = AsyncGenerator<Uint8Array, void, undefined>;

/** A stored file as CSV text. */
export interface OpenedText {
  /** To be iterated once, or closed. */
  readonly chunks: Chunks;
  /** Any part of the text, where it is stored as it is and can be read in parts. */
  readonly ranges?: ByteRanges | undefined;
  /** Where nobody has to guess it. */
  readonly delimiter?: Delimiter;
  /** What a person should know of columns that the text leaves out. */
  readonly notices: readonly ReadNotice[];
  /** How far into the stored file a reader of the text is, in bytes; `textBytes` is how far into the text. */
  storedBytes(textBytes: number): number;
}

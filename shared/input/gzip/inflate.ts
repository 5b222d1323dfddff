import type { Chunks } from '../opened-text.ts';

/** Makes the bytes of gzip members of the bytes of a gzip file. */
export type Inflate = (source: Chunks) => Chunks;

/** Bytes that are no gzip data, or not all of it. */
export class InflateError extends Error {
  override readonly name = 'InflateError';
}

/** Compressed bytes inflated at once: some platforms make all of their output, up to a thousand times as much, before anybody takes it. */
export const PIECE_BYTES = 32_768;

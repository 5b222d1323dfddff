/** Any part of a file that lies where it can be read in parts. */
export interface ByteRanges {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Bytes `start` to before `end`, both within the file: all of them, or an error. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** The bytes of a stored file from the first on, to be iterated once; and, where that can be, any part of them. */
export interface StoredFile extends AsyncIterable<Uint8Array> {
  readonly ranges?: ByteRanges | undefined;
}

/** The same file, read from its first byte on by way of other chunks: they may be counted or digested on the way. */
export function storedFile(chunks: AsyncIterable<Uint8Array>, ranges: ByteRanges | undefined): StoredFile {
  return { [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator](), ranges };
}

/** Bytes in memory as a file. */
export function bytesAsRanges(bytes: Uint8Array): ByteRanges {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

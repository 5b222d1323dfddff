/// <reference path="./lz4.d.ts" />
import { gunzipSync } from 'fflate/browser';
import { decompress } from 'fzstd';
import type { Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';

/**
 * What pages may be compressed with besides Snappy, which hyparquet reads itself: all in script, which runs everywhere.
 * Without Brotli, whose dictionary is larger than all the rest, and LZO, which nobody writes.
 */
export const compressors: Compressors = {
  GZIP: (input, length) => gunzipSync(input, { out: new Uint8Array(length) }),
  ZSTD: (input, length) => decompress(input, new Uint8Array(length)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};

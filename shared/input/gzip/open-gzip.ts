import { INFLATED_BYTES_MAX, INFLATED_RATIO_FROM_BYTES, INFLATED_RATIO_MAX } from '../../config/limits.ts';
import { CsvError } from '../../csv/csv-error.ts';
import type { Chunks, OpenedText } from '../opened-text.ts';
import { type Inflate, InflateError } from './inflate.ts';
import { platformInflate } from './platform-inflate.ts';

/** What the content of a compressed file is held to. */
interface InflatedLimits {
  readonly bytesMax: number;
  /** Bytes inflated for each compressed one, looked at from `ratioFromBytes` on. */
  readonly ratioMax: number;
  readonly ratioFromBytes: number;
}

const LIMITS: InflatedLimits = {
  bytesMax: INFLATED_BYTES_MAX,
  ratioMax: INFLATED_RATIO_MAX,
  ratioFromBytes: INFLATED_RATIO_FROM_BYTES,
};

interface OpenGzipOptions {
  readonly limits?: InflatedLimits;
  readonly inflate?: Inflate;
}

/**
 * Opens a gzip file, all its members, in constant memory; checksums are checked. O(bytes of the content).
 *
 * @param file name for messages
 * @throws CsvError `damaged` or `limit`, from the iteration
 */
export function openGzip(source: Chunks, file: string, options: OpenGzipOptions = {}): OpenedText {
  const read = { stored: 0, inflated: 0 };
  return { chunks: inflated(source, file, read, options), notices: [], storedBytes: () => read.stored };
}

async function* inflated(
  source: Chunks,
  file: string,
  read: { stored: number; inflated: number },
  { limits = LIMITS, inflate }: OpenGzipOptions,
): Chunks {
  try {
    const inflateAll = inflate ?? (await platformInflate());
    for await (const piece of inflateAll(counting(source, read))) {
      read.inflated += piece.length;
      requireWithin(limits, read, file);
      yield piece;
    }
  } catch (error) {
    throw error instanceof InflateError ? damaged(file, error) : error;
  } finally {
    await source.return();
  }
}

async function* counting(source: Chunks, read: { stored: number }): Chunks {
  for await (const chunk of source) {
    read.stored += chunk.length;
    yield chunk;
  }
}

function requireWithin(
  { bytesMax, ratioMax, ratioFromBytes }: InflatedLimits,
  { stored, inflated }: { readonly stored: number; readonly inflated: number },
  file: string,
): void {
  if (inflated > bytesMax) {
    throw new CsvError({
      code: 'limit',
      file,
      rule: `inside the gzip file are more than ${bytesMax} bytes (INFLATED_BYTES_MAX)`,
      wayOut: 'Split it into several files; each is a batch of its own',
    });
  }
  if (inflated > ratioFromBytes && inflated > ratioMax * stored) {
    throw new CsvError({
      code: 'limit',
      file,
      rule: `the gzip file inflates to more than ${ratioMax} times its size (INFLATED_RATIO_MAX), as no table of measured data does`,
      wayOut: 'Check where it comes from; if it is what you mean, unpack it and use the CSV inside',
    });
  }
}

function damaged(file: string, cause: InflateError): CsvError {
  return new CsvError({
    code: 'damaged',
    file,
    rule: `its gzip data is ${cause.message}`,
    wayOut: 'Compress or upload it once more; "gzip -t" says whether a file is whole',
  });
}

import { PartDigest, partsBeginningIn } from '../../functions/digest.ts';
import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import type { OpenCsvOptions } from '../../shared/csv/open-csv.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { type RangeTally, type RangeTask, tryRange } from '../../shared/tally/ranges/tally-range.ts';
import { fileChunks } from './file-chunks.ts';

/** A range of a local file, as a thread is told of it: plain data. */
export interface FileRange {
  readonly path: string;
  readonly size: number;
  readonly task: RangeTask;
}

/** What reading it came to: plain data. */
export interface RangeReading {
  /** Null when it cannot be read as it was cut. */
  readonly tally: RangeTally | null;
  /** SHA-256s of the file's parts that begin in the range. */
  readonly parts: readonly Uint8Array[];
}

/**
 * Tallies a range and digests the parts that begin in it, in one reading but for the rest of the last part.
 *
 * @throws CsvError when the file is surely broken in this range; the file system's error
 */
export async function readRange(
  { path, size, task }: FileRange,
  profile: BaselineProfile,
  options: Pick<OpenCsvOptions, 'onProgress' | 'signal'> = {},
): Promise<RangeReading> {
  const { from, to } = task.range;
  // What is before the first row goes with it.
  const own = partsBeginningIn({ from: task.start === null ? from : 0, to }, size);
  const digest = new PassingDigest(path, own);
  await digest.readUpTo(from);
  const tally = await tryRange(digest.pass(task.range), profile, task, options);
  await digest.readUpTo(own.to, options.signal);
  return { tally, parts: own.from < own.to ? digest.finish() : [] };
}

/** Digests certain bytes of a file as they come by, and reads those that do not. */
class PassingDigest {
  readonly #path: string;
  readonly #own: ByteRange;
  readonly #digest = new PartDigest();
  #next: number;

  constructor(path: string, own: ByteRange) {
    this.#path = path;
    this.#own = own;
    this.#next = own.from;
  }

  async *pass(range: ByteRange): AsyncGenerator<Uint8Array, void, undefined> {
    let offset = range.from;
    for await (const chunk of fileChunks(this.#path, range)) {
      const end = Math.min(offset + chunk.length, this.#own.to);
      if (end > this.#next) {
        this.#digest.update(chunk.subarray(this.#next - offset, end - offset));
        this.#next = end;
      }
      offset += chunk.length;
      yield chunk;
    }
  }

  async readUpTo(offset: number, signal?: AbortSignal): Promise<void> {
    const to = Math.min(offset, this.#own.to);
    if (to <= this.#next) return;
    for await (const chunk of fileChunks(this.#path, { from: this.#next, to })) {
      signal?.throwIfAborted();
      this.#digest.update(chunk);
    }
    this.#next = to;
  }

  finish(): readonly Uint8Array[] {
    return this.#digest.finish();
  }
}

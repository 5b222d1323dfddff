import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import type { OpenCsvOptions } from '../../shared/csv/open-csv.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { type RangeTally, type RangeTask, tryRange } from '../../shared/tally/ranges/tally-range.ts';
import { type DigestedPart, PassingDigest } from './digested-part.ts';
import { type ExchangeOptions, SharedColumns, type SharedMemory } from './shared-columns.ts';

/** A range of a local file, as a thread is told of it: plain data. */
export interface FileRange {
  readonly path: string;
  readonly task: RangeTask;
  /** The memory through which it is read together with the other ranges, and which of them it is; null for one alone. */
  readonly together: { readonly memory: SharedMemory; readonly reader: number } | null;
  /** Parts of the file that are to be digested on the way: those that begin in it. */
  readonly parts: readonly ByteRange[];
}

/** What reading it came to: plain data. */
export interface RangeReading {
  /** Null when it cannot be read as it was cut. */
  readonly tally: RangeTally | null;
  readonly parts: readonly DigestedPart[];
}

type Options = Pick<OpenCsvOptions, 'onProgress' | 'signal'> & Pick<ExchangeOptions, 'onCounted'>;

/**
 * Tallies a range and digests its parts, in one reading but for what of them is outside.
 *
 * @throws CsvError when the file is surely broken in this range; the file system's error
 */
export async function readRange(
  { path, task, parts, together }: FileRange,
  profile: BaselineProfile,
  { onCounted, ...options }: Options = {},
): Promise<RangeReading> {
  const digest = new PassingDigest(path, parts);
  await digest.readUpTo(task.range.from);
  const exchange =
    together === null
      ? undefined
      : new SharedColumns(together.memory, together.reader, { signal: options.signal, onCounted });
  const tally = await tryRange(digest.pass(task.range), profile, task, { ...options, exchange });
  await digest.readUpTo(Infinity, options.signal);
  return { tally, parts: digest.finished };
}

import { digesting } from '../../functions/digest.ts';
import type { Settings } from '../../shared/config/settings.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { readBatchInRanges } from '../../shared/tally/ranges/read-in-ranges.ts';
import { type ReadBatchOptions, readBatch } from '../../shared/tally/read-batch.ts';
import type { Tally } from '../../shared/tally/tally.ts';
import type { CommandIo } from './command.ts';
import { fileChunks } from './file-chunks.ts';
import { openInput } from './open-input.ts';
import { ProgressLine } from './progress.ts';
import type { RangeWorkers } from './range-workers.ts';

/** A production file, read. */
interface ReadProduction {
  readonly tally: Tally;
  readonly sha256: string;
}

/**
 * Tallies and digests a production file: what comes out is the same with threads and without.
 *
 * @param workers threads started for this file, if any
 * @throws CsvError, UnreadableError, or the file system's error
 */
export async function readProduction(
  path: string,
  workers: RangeWorkers | null,
  profile: BaselineProfile,
  settings: Settings,
  io: CommandIo,
): Promise<ReadProduction> {
  const { name, chunks, bytesTotal } = await openInput(path, io, { reuses: true });
  const progress = new ProgressLine(io.stderr, name, bytesTotal);
  const options = {
    name,
    signal: io.signal,
    onProgress: (p: { bytes: number; rows: number }) => progress.update(p),
  };
  try {
    if (workers !== null && bytesTotal !== null) {
      return await readOnThreads({ path, size: bytesTotal }, workers, profile, settings, options);
    }
    const reading = digesting(chunks);
    const tally = await readBatch(reading.chunks, profile, settings, options);
    return { tally, sha256: reading.digest() };
  } finally {
    progress.clear();
  }
}

async function readOnThreads(
  { path, size }: { readonly path: string; readonly size: number },
  workers: RangeWorkers,
  profile: BaselineProfile,
  settings: Settings,
  { onProgress, ...options }: Required<Pick<ReadBatchOptions, 'name' | 'signal' | 'onProgress'>>,
): Promise<ReadProduction> {
  let sha256 = '';
  const file = { size, read: (range: { from: number; to: number }) => fileChunks(path, range) };
  const tally = await readBatchInRanges(file, profile, settings, {
    ...options,
    partBytes: Math.ceil(size / workers.ranges),
    tallyAll: async (tasks) => {
      const read = await workers.read(tasks, profile, { onProgress, signal: options.signal });
      sha256 = read.sha256;
      return read.tallies;
    },
  });
  return { tally, sha256 };
}

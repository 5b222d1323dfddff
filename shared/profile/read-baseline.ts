import type { Settings } from '../config/settings.ts';
import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import { BaselineProfiler } from './baseline-profiler.ts';
import type { BaselineProfile } from './profile.ts';
import { PROFILE_LIMITS } from './profile-limits.ts';

export type ReadBaselineOptions = Pick<ReadCsvOptions, 'name' | 'onProgress' | 'signal'>;

/**
 * Profiles a baseline CSV in one pass. Its memory grows with the numeric cells, 8 bytes each.
 *
 * @throws CsvError when the file cannot be read, is over a limit, or lacks a column that the settings give as
 *   label or declare the type of
 * @example
 * const profile = await readBaseline(createReadStream('train.csv'), settings, { name: 'train.csv' });
 * profile.features.map((feature) => feature.name);
 */
export async function readBaseline(
  chunks: AsyncIterable<Uint8Array>,
  settings: Settings,
  options: ReadBaselineOptions,
): Promise<BaselineProfile> {
  const { header, blocks, notices } = await readCsv(chunks, options);
  let profiler: BaselineProfiler | undefined;
  for await (const block of blocks) {
    // Made in the loop, since an error that leaves the loop closes the source.
    profiler ??= new BaselineProfiler(header, settings, PROFILE_LIMITS, options.name);
    profiler.add(block);
  }
  const profile = profiler!.finish(); // `readCsv` refuses a file without rows
  return { ...profile, notices: [...notices(), ...profile.notices] };
}

import type { Settings } from '../config/settings.ts';
import { type OpenCsvOptions, openCsv } from '../csv/open-csv.ts';
import { readRows } from '../csv/row-reader.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { newEngine } from '../scan/engine.ts';
import { BaselineProfiler } from './baseline-profiler.ts';
import type { BaselineProfile } from './profile.ts';
import { PROFILE_LIMITS } from './profile-limits.ts';
import { scanBaseline } from './scan-baseline.ts';

export type ReadBaselineOptions = Pick<OpenCsvOptions, 'name' | 'onProgress' | 'signal'>;

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
  chunks: StoredFile,
  settings: Settings,
  options: ReadBaselineOptions,
): Promise<BaselineProfile> {
  const opened = await openCsv(chunks, options);
  const { header, notices } = opened.rules;
  try {
    const profiler = new BaselineProfiler(header.names, settings, PROFILE_LIMITS, options.name);
    const engine = opened.isShort ? null : await newEngine();
    if (engine === null) for await (const block of readRows(opened)) profiler.add(block);
    else await scanBaseline(engine, opened, profiler);
    const profile = profiler.finish();
    return { ...profile, notices: [...notices.list(header), ...profile.notices] };
  } finally {
    await opened.source.return();
  }
}

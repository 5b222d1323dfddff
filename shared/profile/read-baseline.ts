import type { Settings } from '../config/settings.ts';
import { type OpenCsvOptions, type OpenedCsv, openCsv } from '../csv/open-csv.ts';
import { readRows } from '../csv/row-reader.ts';
import type { RowRules } from '../csv/row-rules.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { type Engine, newEngine } from '../scan/engine.ts';
import { RowScan } from '../scan/row-scan.ts';
import { BaselineProfiler } from './baseline-profiler.ts';
import type { BaselineProfile } from './profile.ts';
import { PROFILE_LIMITS } from './profile-limits.ts';

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
  const { header } = opened.rules;
  try {
    const newProfiler = () => new BaselineProfiler(header.names, settings, PROFILE_LIMITS, options.name);
    const { profiler, rules } = await profileRows(opened, newProfiler);
    const profile = profiler.finish();
    return { ...profile, notices: [...rules.notices.list(header), ...profile.notices] };
  } finally {
    await opened.source.return();
  }
}

/** A profiler that all rows of a baseline were added to, and the rules that they were held to. */
interface ProfiledRows {
  readonly profiler: BaselineProfiler;
  readonly rules: RowRules;
}

async function profileRows(opened: OpenedCsv, newProfiler: () => BaselineProfiler): Promise<ProfiledRows> {
  const engine = opened.isShort ? null : await newEngine();
  if (engine !== null && opened.isWhole) return profileWhole(engine, opened, newProfiler);
  const profiler = newProfiler();
  if (engine === null) for await (const block of readRows(opened)) profiler.add(block);
  else await scanBaseline(engine, opened, profiler);
  return { profiler, rules: opened.rules };
}

/**
 * Profiles a baseline that is in memory: scanned for numbers, and once more where that was a mistake. To count the levels of
 * columns that turn out to be numbers takes longer than both.
 */
export async function profileWhole(
  engine: Engine,
  opened: OpenedCsv,
  newProfiler: () => BaselineProfiler,
): Promise<ProfiledRows> {
  const pieces: Uint8Array[] = [];
  for await (const piece of opened.source) pieces.push(piece.slice());
  const scan = async (fresh: Engine, except: ReadonlySet<string>) => {
    const rules = opened.rules.copy();
    const profiler = newProfiler();
    profiler.expectNumbers(except);
    await scanBaseline(fresh, { ...opened, rules, source: again(pieces) }, profiler);
    return { profiler, rules };
  };
  const scanned = await scan(engine, new Set());
  const { mistaken } = scanned.profiler;
  return mistaken.size === 0 ? scanned : scan((await newEngine()) ?? engine, mistaken);
}

async function* again(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces;
}

/**
 * Adds all rows of an opened baseline to a profiler: as `add` would with the blocks that `readRows` reads.
 *
 * @param windowBytes bytes scanned at once; tests make it small
 */
export async function scanBaseline(
  engine: Engine,
  opened: OpenedCsv,
  profiler: BaselineProfiler,
  windowBytes?: number,
): Promise<void> {
  const scan = new RowScan(engine, opened, profiler.wanted, windowBytes);
  for await (const block of scan.blocks()) {
    profiler.addScanned(block);
    scan.choose(profiler.wanted);
  }
}
